// The requests of docs/api.md. An answer that is an error becomes a Problem with its own words.

/** What went wrong, as the server says it (RFC 9457). */
export class Problem extends Error {
  /**
   * @param {number} status 0 where there was no answer at all
   * @param {string} detail
   */
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const root = `${location.origin}/api/v1/`;

/**
 * @param {string} path below /api/v1
 * @param {Record<string, unknown>} [query] left out where undefined; an array is repeated
 */
export function address(path, query = {}) {
  const url = new URL(path, root);
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') url.searchParams.append(name, String(one));
  return url.href;
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 */
async function ask(url, options) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new Problem(0, String(fault));
  }
  if (answer.status === 401) {
    location.assign('/login');
    throw new Problem(401, '');
  }
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  const body = json ? await answer.json() : null;
  if (!answer.ok) throw new Problem(answer.status, body?.detail ?? body?.title ?? answer.statusText);
  return body;
}

const run = id => `runs/${encodeURIComponent(id)}`;
const changing = (method, body) => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Every request that the page makes. */
export const api = {
  server: () => ask(address('server')),
  runs: (query, signal) => ask(address('runs', query), { signal }),
  run: id => ask(address(run(id))),
  series: (id, query, signal) => ask(address(`${run(id)}/series`, query), { signal }),
  heat: (id, query, signal) => ask(address(`${run(id)}/heat`, query), { signal }),
  view: (id, lang) => ask(address(`${run(id)}/view`, { lang })),
  episodes: (id, lang) => ask(address(`${run(id)}/episodes`, { lang })),
  entries: (id, lang) => ask(address(`${run(id)}/entries`, { lang })),
  change: (id, body) => ask(address(run(id)), changing('PATCH', body)),
  delete: id => ask(address(run(id)), { method: 'DELETE' }),
  report: (id, lang) => address(`${run(id)}/report.html`, { lang }),
  live: id => address(id ? `${run(id)}/live` : 'live'),
};
