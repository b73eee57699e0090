/** A page, a service and a handler: a little of everything. */
import type { NextFunction, Request } from "express";
import express, { Router, type Response as Reply } from "express";
import * as path from "node:path";
import "./polyfills.js";
import { db, pool as connections } from "../db";

const PORT = 0x1f90, LIMIT = 1_000, RATIO = .5, BIG = 10n;
const PATTERN = /^[a-z\/]+(?:\.(?<ext>\w{2,4}))?$/giu;
let counter = 0;
var legacy: string | undefined, other = legacy ?? "none";

export enum Level {
  Debug,
  Info = 5,
  Warn,
  Label = "label",
}

export namespace Format {
  export const quote = (text: string): string => `"${text.replace(/"/g, '\\"')}"`;
  export function pad(text: string, width = 8) {
    return text.padStart(width, "\u0020");
  }
}

export interface User<T extends object = {}> {
  readonly id: number;
  name?: string;
  tags: Array<string | null>;
  extra: { [key: string]: T };
}

type Handler = (req: Request, res: Reply, next: NextFunction) => Promise<void> | void;
type Keys = keyof User | `user_${string}`;

declare global {
  interface Window {
    boot: () => void;
  }
}

function route(this: unknown, method: "get" | "post", handler: Handler): MethodDecorator;
function route(this: unknown, method: string, handler?: any) {
  return (target: object, key: string | symbol) => void [target, key, handler];
}

@Injectable({ scope: "request" })
export class Users<T> extends Base<T> implements Closeable, Format.Like {
  #cache = new Map<string, User>();
  static instances = 0;
  private readonly log = (...parts: unknown[]) => console.log("[users]", ...parts);
  declare kept: boolean;

  constructor(private readonly repository: Repository<User>, @Inject(TOKEN) public level = Level.Info) {
    super();
    Users.instances += 1;
  }

  static {
    registry.add(this);
  }

  get size(): number {
    return this.#cache.size;
  }

  set size(value) {
    if (value < 0) throw new RangeError(`negative: ${value}`);
  }

  @route.call(null, "get")
  async find(@Param("id") id: string, { deep = false, ...rest }: Options = {}): Promise<User | null> {
    const cached = this.#cache.get(id) ?? (await this.repository.findOne<User>({ where: { id }, ...rest }));
    if (!cached) return null;
    else if (deep && cached.tags.length > 0) {
      for (const [index, tag] of cached.tags.entries()) {
        if (tag === null) continue;
        this.log(index, tag!.trim());
      }
    } else {
      this.log`found ${id} at ${new Date()}`;
    }
    return cached;
  }

  *[Symbol.iterator]() {
    yield* this.#cache.values();
  }

  abstract close(): void;
}

export async function* rows(query: string, ...values: any[]) {
  const client = await connections.connect();
  try {
    const { rows: found } = await client.query(query + " LIMIT " + LIMIT, values);
    for (let i = 0, n = found.length; i < n; i++) yield found[i];
  } catch ({ message, code }) {
    switch (code) {
      case "42P01":
      case "42703":
        console.warn(message);
        break;
      default:
        throw message;
    }
  } finally {
    client.release();
  }
}

const app = express();
const router = Router();
app.set("views", path.join(__dirname, "views")).use(express.json()).use("/users", router);

router.get("/:id", async (req: Request, res: Reply) => {
  const { id } = req.params, filter = req.query["filter"] as string;
  const user = await db.query(`SELECT * FROM users WHERE id = '${id}' AND name LIKE '%${filter}%'`);
  res.status(user ? 200 : 404).send("<h1>" + (user?.name ?? "nobody") + "</h1>");
});

outer: do {
  for (const key in process.env) {
    if (key.startsWith("npm_")) continue outer;
    if (key in globals || typeof key !== "string") break outer;
  }
  counter++;
} while (counter < 3);

inner: {
  if (delete app.locals.x) break inner;
  counter ||= 1;
  counter **= 2;
}

while (--counter) void 0;

(function boot(window: any) {
  "use strict";
  window.location.href = new URLSearchParams(window.location.search).get("next");
  [window.a, window["b"]] = [window.b, window.a];
  ({ a: window.c, ...window.rest } = window);
})(globalThis as any);

const lazy = () => import("./lazy").then(({ default: page }) => page);
const meta = import.meta.url, instance = new Users<string>(repo!) satisfies Closeable;
const config = {
  "content-type": "text/html",
  [`x-${other}`]: true,
  1: [, "a", , ...[]],
  nested: { deep: { deeper: null, undefined } },
  get url() {
    return `http://localhost:${PORT}`;
  },
  set url(value) {},
  async *stream(chunk = Buffer.alloc(0)) {},
  handler: function handler(req, res) {
    res.end(String(req.url));
  },
};

function List<T,>({ items, render, className = "list", ...props }: ListProps<T>) {
  const [open, setOpen] = useState<boolean>(false);
  const ref = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (ref.current) ref.current.innerHTML = props.html;
    return () => setOpen((was) => !was);
  }, [props.html]);
  return (
    <section className={className} hidden={!open} data-count={items.length} {...props}>
      {/* the title */}
      <h2 title="Terms & Conditions" onClick={() => setOpen(true)}>Terms & Conditions &mdash; {props.title}</h2>
      <a href={`/next?to=${props.next}`} target='_blank'>next</a>
      {items.length > 0 ? (
        <ul>{items.map((item, at) => <li key={at}>{render(item)}</li>)}</ul>
      ) : (
        <>
          <Empty.State kind="none" />
          <p dangerouslySetInnerHTML={{ __html: props.html }} />
        </>
      )}
      <svg:path d="M0 0" /> <x-tag />
    </section>
  );
}

const total = 1 + 2 * 3 - -4 / 5 % 6 ** 7 | 8 & 9 ^ ~10 << 11 >>> 12;
const ordered = a < b && c > d || !(e <= f) && g >= h && i instanceof Users && #p in j;
const picked = total > 10 ? "many" : total === 1 ? "one" : "some";
label = picked, counter = (1, 2);

export { app as default, router, List };
export * from "./types";
export * as helpers from "./helpers";
export { a as b, default as c } from "./letters";
export type { Handler, Keys };
