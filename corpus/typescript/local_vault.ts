import crypto, { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";
import CryptoJS from "crypto-js";
import forge from "node-forge";
import jwt from "jsonwebtoken";

interface Sealed {
  nonce: Buffer;
  tag: Buffer;
  data: Buffer;
}

const NONCE_BYTES = 12;
const FIXED_IV = "0000000000000000";

export class Vault {
  private readonly key: Buffer;

  constructor(passphrase: string, salt: Buffer) {
    this.key = scryptSync(passphrase, salt, 32);
  }

  seal(text: string): Sealed {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce);
    const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return { nonce, tag: cipher.getAuthTag(), data };
  }

  open(sealed: Sealed): string {
    const decipher = createDecipheriv("aes-256-gcm", this.key, sealed.nonce);
    decipher.setAuthTag(sealed.tag);
    return decipher.update(sealed.data) + decipher.final("utf8");
  }

  sealIndex(text: string): string {
    const cipher = createCipheriv("aes-256-cbc", this.key, FIXED_IV); // error: insecure-cipher-mode
    return cipher.update(text, "utf8", "hex") + cipher.final("hex");
  }

  tokenise(card: string): string {
    const cipher = createCipheriv("aes-256-ecb", this.key, null); // error: insecure-cipher-mode
    return cipher.update(card, "utf8", "hex") + cipher.final("hex");
  }
}

export function openLegacy(key: Buffer, iv: Buffer, blob: Buffer): Buffer {
  const decipher = createDecipheriv("des-ede3-cbc", key, iv);
  return Buffer.concat([decipher.update(blob), decipher.final()]);
}

export function sealLegacy(key: Buffer, iv: Buffer, text: string): Buffer {
  const cipher = createCipheriv("des-ede3-cbc", key, iv); // error: weak-cipher
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
}

export function shareLink(id: string): string {
  const token = crypto.randomUUID();
  return `https://vault.example.org/s/${id}/${token}`;
}

export function guestLink(id: string): string {
  const accessToken = `${id}-${Math.random().toString(16).substring(2)}`; // error: insecure-random
  return `https://vault.example.org/g/${accessToken}`;
}

export function retryDelay(attempt: number, token: string): number {
  return token ? 100 * 2 ** attempt + Math.random() * 50 : 0;
}

export function pair(): forge.pki.rsa.KeyPair {
  return forge.pki.rsa.generateKeyPair({ bits: 3072 });
}

export function smartCardPair(): forge.pki.rsa.KeyPair {
  return forge.pki.rsa.generateKeyPair(1024); // error: short-key
}

export function etag(body: Buffer): string {
  return crypto.createHash("md5").update(body).digest("base64");
}

export function webhookSignature(body: string, secret: string): string {
  const signature = crypto.createHash("md5").update(body + secret).digest("hex"); // error: weak-hash
  return signature;
}

export function webhookHmac(body: string, secret: string): string {
  return crypto.createHmac("sha256", secret).update(body).digest("hex");
}

export function exportSettings(settings: object): string {
  return CryptoJS.AES.encrypt(JSON.stringify(settings), "vault-export").toString(); // error: secret-key-constant
}

const publicKey = readFileSync("/etc/vault/public.pem", "utf8");

export function session(token: string): jwt.JwtPayload {
  return jwt.verify(token, publicKey, { algorithms: ["ES256"] }) as jwt.JwtPayload;
}

export function guestSession(token: string): jwt.JwtPayload {
  return jwt.verify(token, publicKey, { algorithms: ["ES256", "none"] }) as jwt.JwtPayload; // error: jwt-none-algorithm
}

export function derive(password: string, salt: Buffer): Buffer {
  return crypto.pbkdf2Sync(password, salt, 600_000, 32, "sha256");
}

export function deriveFast(password: string, salt: Buffer): Buffer {
  return crypto.pbkdf2Sync(password, salt, 1_000, 32, "sha256"); // error: password-hash-fast
}
