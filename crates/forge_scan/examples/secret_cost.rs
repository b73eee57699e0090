//! What secret detection costs for a file of 40 KB, in microseconds, in a process that has just begun and later.
//!
//! `cargo run --release -p forge_scan --example secret_cost`

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use forge_catalogue::secrets;
use forge_scan::secrets::Scanner;

const SIZE: usize = 40 << 10;
const ROUNDS: u32 = 200;

/// Code as it is written every day, with no keyword of any detector.
const PLAIN: &str = r#"
import { useEffect, useMemo, useState } from 'react';
export function InvoiceTable({ rows, onSelect }: Props) {
  const [order, setOrder] = useState<'asc' | 'desc'>('asc');
  const sorted = useMemo(() => [...rows].sort((a, b) => (order === 'asc' ? a.total - b.total : b.total - a.total)), [rows, order]);
  useEffect(() => { document.title = `Invoices (${rows.length})`; }, [rows.length]);
  for (let index = 0; index < sorted.length; index += 1) { console.debug(sorted[index].customer.name, index); }
  return <table className="table-striped">{sorted.map((row) => <tr key={row.id} onClick={() => onSelect(row)}><td>{row.id}</td></tr>)}</table>;
}
"#;

/// The same with names that detectors ask about, and a URL, but no secret.
const TELLING: &str = r"
const token = request.headers.get('authorization')?.replace('Bearer ', '');
if (!token || !verifyToken(token, process.env.JWT_SECRET)) throw new Error('invalid token');
const password = await bcrypt.hash(form.get('password'), 12);
const response = await fetch('https://api.acme.io/v1/users', { headers: { 'X-Api-Key': config.apiKey } });
";

fn fill(parts: &[&str]) -> String {
    let mut text: String = parts
        .iter()
        .cycle()
        .scan(0, |length, part| {
            *length += part.len();
            (*length < SIZE + part.len()).then_some(*part)
        })
        .collect();
    text.truncate(SIZE);
    text
}

/// The least time of `ROUNDS` runs: what it costs on a quiet machine.
fn least(mut run: impl FnMut()) -> Duration {
    let time = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..ROUNDS).map(|_| time(&mut run)).min().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forge_rules/secrets");
    let compiled = secrets::compile(&folder)?;
    let blob = compiled.to_bytes()?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} detectors, {} bytes compiled", compiled.detectors.len(), blob.len())?;
    let texts = [
        ("no keyword", fill(&[PLAIN])),
        ("telling names", fill(&[PLAIN, TELLING])),
        ("a key in every format", {
            let examples = secrets::read(&folder)?.into_iter().flat_map(|provider| provider.detectors);
            let lines: Vec<String> =
                examples.flat_map(|detector| detector.examples).map(|parts| parts.concat() + "\n").collect();
            fill(&lines.iter().map(String::as_str).collect::<Vec<_>>())
        }),
    ];
    for (name, text) in &texts {
        let first = least(|| {
            let scanner = Scanner::new(&blob);
            black_box(scanner.map(|scanner| scanner.scan("src/app.ts", text).len()));
        });
        let scanner = Scanner::new(&blob).ok_or("damaged blob")?;
        let later = least(|| {
            black_box(scanner.scan("src/app.ts", text).len());
        });
        let found = scanner.scan("src/app.ts", text).len();
        writeln!(out, "{name}: first scan {first:?}, later {later:?}, {found} found")?;
    }
    Ok(())
}
