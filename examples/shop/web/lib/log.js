import winston from "winston";

const { combine, timestamp, printf } = winston.format;

const line = printf(({ level, message, timestamp: at, ...fields }) => {
  const details = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : "";
  return `${at} ${level} ${message}${details}`;
});

export const logger = winston.createLogger({
  level: process.env.LOG_LEVEL ?? "info",
  format: combine(timestamp(), line),
  transports: [new winston.transports.Console(), new winston.transports.File({ filename: "log/shop.log" })],
});
