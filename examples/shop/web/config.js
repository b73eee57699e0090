const production = process.env.NODE_ENV === "production";

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

export const config = {
  production,
  port: Number(process.env.PORT ?? 3000),
  databaseUrl: required("DATABASE_URL"),
  storefronts: (process.env.STOREFRONTS ?? "https://tern.example").split(","),
  sessionSecret: required("SESSION_SECRET"),
  payments: {
    publicKey: "pk_tern_storefront",
    webhookSecret: "v7Tq2mXeR9sLw4KzBn8dYc3HfJ6u",
    tokenHeader: "x-payment-signature",
  },
  orderService: process.env.ORDER_SERVICE ?? "http://127.0.0.1:5001",
};
