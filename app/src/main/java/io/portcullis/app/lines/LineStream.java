package io.portcullis.app.lines;

import com.fasterxml.jackson.core.JsonFactory;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Output;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Answers a stream of cases, a line each, in order, on all cores. Reading runs ahead of writing by a bounded number of
 * lines, so memory does not grow with the stream. For one thread.
 */
public final class LineStream {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Batches that wait or are being answered; a few for each core, so that a slow case keeps no other core idle. */
    private static final int MOST_BATCHES = 8 * CORES;

    private static final long MOST_CHARACTERS = 1 << 22;

    private final Answerer answerer;
    private final JsonFactory factory = new JsonFactory();
    private final LineSource lines;
    private final Output to;
    private final OutputStream out;
    private final Queue<Ahead> ahead = new ArrayDeque<>();
    private long charactersAhead;
    private int worst = ExitCode.CLEAN;

    /** Lines that were read, and their answers when there are some. */
    private record Ahead(int characters, Future<LineBatch.Answers> answers) {}

    /** Reads cases and writes what the answerer says of them; it is asked by many threads at once. */
    public LineStream(InputStream in, Output to, Answerer answerer) {
        this.answerer = answerer;
        this.lines = new LineSource(in);
        this.to = to;
        this.out = new BufferedOutputStream(to, 1 << 16);
    }

    /**
     * Reads to the end of the input, unless answers cannot be written. Answers are flushed whenever reading on would wait.
     *
     * @return the worst exit code of all answers
     */
    public int run() throws IOException {
        try (ExecutorService cores = Executors.newFixedThreadPool(CORES)) {
            LineBatch batch = next();
            while (!batch.isEmpty()) {
                LineBatch given = batch;
                ahead.add(new Ahead(given.characters(), cores.submit(() -> given.answer(answerer, factory))));
                charactersAhead += given.characters();
                catchUp(lines.isDrained());
                // What nobody gets to read is not worth the work, and there may be no end of it.
                batch = to.fault().isEmpty() ? next() : new LineBatch();
            }
            catchUp(true);
        }
        return worst;
    }

    /** The next lines: as many as go together, or as there are without waiting for more than the first. */
    private LineBatch next() throws IOException {
        LineBatch batch = new LineBatch();
        boolean more = true;
        while (more) {
            try {
                Optional<String> line = lines.next();
                line.ifPresent(batch::add);
                more = line.isPresent();
            } catch (InvalidCase unreadable) {
                batch.addUnreadable(unreadable);
            }
            more = more && !batch.isFull() && !lines.isDrained();
        }
        return batch;
    }

    /** Writes answers, in order, until little enough is ahead; all of them if reading on would wait. */
    private void catchUp(boolean all) throws IOException {
        while (!ahead.isEmpty() && (all || ahead.size() > MOST_BATCHES || charactersAhead > MOST_CHARACTERS)) {
            Ahead first = ahead.remove();
            LineBatch.Answers answers = await(first.answers());
            charactersAhead -= first.characters();
            worst = Math.max(worst, answers.exitCode());
            answers.text().writeTo(out);
        }
        if (all) {
            out.flush();
        }
    }

    private static LineBatch.Answers await(Future<LineBatch.Answers> answers) throws IOException {
        try {
            return answers.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while cases were answered");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A case took the others with it", e.getCause());
        }
    }
}
