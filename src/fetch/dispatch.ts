import { isMarkedAsUntransferable } from 'node:worker_threads';
import type { Dispatcher } from 'undici';
import type { BodyFlow, BodySink } from './body.ts';
import type { ResponseHeaders } from './headers.ts';

/** What an answer says before its body. */
export interface AnswerHead {
  httpStatus: number;
  headers: ResponseHeaders;
}

/** How a request ended; never an exception. */
export interface Sent {
  /** null: the request failed before */
  head: AnswerHead | null;
  /** null: it failed, or was over a limit */
  body: Uint8Array | null;
  /** why there is no body: the error as it came, or what the request was stopped with */
  error: unknown;
}

/** A request on its way. */
export interface Sending {
  end: Promise<Sent>;
  /** breaks it off; does nothing once it ended */
  stop(reason: Error): void;
}

/**
 * Sends one GET. What `open` gives for the head takes the body in, while it comes: undici's own `request` makes a stream of every
 * body and an AsyncResource of every request.
 *
 * @param isOneToOne what a socket reads belongs to one answer: so with HTTP/1.1 and no pipelining, not with HTTP/2
 */
export function sendGet(
  dispatcher: Dispatcher,
  url: URL,
  headers: Readonly<Record<string, string>>,
  isOneToOne: boolean,
  open: (head: AnswerHead, flow: BodyFlow) => BodySink,
): Sending {
  const { promise: end, resolve } = Promise.withResolvers<Sent>();
  let controller: Dispatcher.DispatchController | null = null;
  let stopReason: Error | null = null;
  let head: AnswerHead | null = null;
  let sink: BodySink | null = null;

  const stop = (reason: Error): void => {
    stopReason ??= reason;
    controller?.abort(stopReason);
    // all of it may be here and wait for its decoder
    sink?.fail(stopReason);
  };
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      if (stopReason !== null) started.abort(stopReason);
    },
    onResponseStart(started, httpStatus, responseHeaders) {
      if (httpStatus < 200) return;
      const known = { httpStatus, headers: responseHeaders };
      head = known;
      sink = open(known, {
        pause: () => started.pause(),
        resume: () => started.resume(),
        stop: (reason) => started.abort(reason),
      });
      sink.body.then(
        (body) => resolve({ head: known, body, error: null }),
        (error: unknown) => resolve({ head: known, body: null, error: stopReason ?? error }),
      );
    },
    onResponseData(_controller, part) {
      // the parser is still in this memory
      if (sink?.take(part) === true && isOneToOne) setImmediate(giveBack, part.buffer);
    },
    onResponseEnd() {
      // undici frees the connection with an immediate of its own, asked for once this returns: told before it,
      // who asks for the next page at once would open another connection
      queueMicrotask(() => setImmediate(() => sink?.end()));
    },
    onResponseError(_controller, error) {
      if (head === null) resolve({ head, body: null, error: stopReason ?? error });
      // not yet there: it was stopped while it was opened, and knows why
      else sink?.fail(error);
    },
  };
  const path = url.search === '' ? url.pathname : `${url.pathname}${url.search}`;
  dispatcher.dispatch({ origin: url.origin, path, method: 'GET', headers }, handler);
  return { end, stop };
}

/**
 * Gives the memory of what a socket read back at once: of 10,000 pages nearly all of it was long-lived to V8, which
 * collected the whole heap three times as often on its account. Node marks what it shares, its pool, as not to be moved.
 */
function giveBack(read: ArrayBufferLike): void {
  if (read instanceof ArrayBuffer && !read.detached && !isMarkedAsUntransferable(read)) read.transfer(0);
}
