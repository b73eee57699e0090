import pg from "pg";
import { config } from "./config.js";

export const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10 });

const RETRYABLE = new Set(["40001", "40P01"]);

function pause(attempt) {
  const jitter = Math.random() * 50;
  return new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 20 + jitter));
}

/** Runs `work` in a transaction and repeats it when the database asks for that. */
export async function transaction(work, attempts = 3) {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK");
      if (attempt >= attempts || !RETRYABLE.has(error.code)) {
        throw error;
      }
      await pause(attempt);
    } finally {
      client.release();
    }
  }
}

export async function findCustomer(id) {
  const { rows } = await pool.query("SELECT * FROM customers WHERE id = $1", [id]);
  return rows[0];
}

export async function saveCustomer(customer) {
  await pool.query(
    "UPDATE customers SET name = $2, email = $3, newsletter = $4, role = $5, credit_cents = $6 WHERE id = $1",
    [customer.id, customer.name, customer.email, customer.newsletter, customer.role, customer.credit_cents],
  );
}
