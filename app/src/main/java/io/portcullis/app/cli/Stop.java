package io.portcullis.app.cli;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a command that runs until it is stopped. After the first SIGTERM or Ctrl-C the command closes what it has opened
 * and ends as it likes, as soon as it waits for that; the second ends the process at once.
 */
public final class Stop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    /** What a process that a signal ends is known to exit with: 128 and the signal's number (POSIX shells). */
    private static final Map<String, Integer> SIGNALS = Map.of("TERM", 143, "INT", 130);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Map<String, Object> before = new HashMap<>();

    private Stop() {}

    /** The end by SIGTERM, Ctrl-C or an interrupt of the thread that waits; until closed. */
    public static Stop bySignal() {
        Stop stop = new Stop();
        SIGNALS.forEach((signal, code) -> stop.before.put(signal, handle(signal, handler(() -> stop.ask(code)))));
        return stop;
    }

    /** Waits until it is time to stop. */
    public void await() {
        try {
            asked.await();
        } catch (InterruptedException stopped) {
            LOG.debug("Stopping", stopped);
        }
    }

    /** Makes it time to stop, as the first signal does. */
    public void now() {
        asked.countDown();
    }

    /** Signals do again what they did before. */
    @Override
    public void close() {
        before.forEach(Stop::handle);
    }

    private void ask(int code) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(code);
        }
        // No interrupt: it could reach the thread while it closes what is open.
        asked.countDown();
    }

    private static Object handler(Runnable action) {
        return Proxy.newProxyInstance(
                Stop.class.getClassLoader(),
                new Class<?>[] {type("sun.misc.SignalHandler")},
                (self, method, signal) -> {
                    action.run();
                    return null;
                });
    }

    /**
     * Has a signal handled, and returns what handled it before. By name, for the compiler warns of these classes at every
     * mention; a shutdown hook, which needs none of them, hears of no second signal and leaves no say in the exit code.
     */
    private static Object handle(String signal, Object handler) {
        try {
            Class<?> type = type("sun.misc.Signal");
            return type.getMethod("handle", type, type("sun.misc.SignalHandler"))
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM does not let its user handle SIG" + signal, e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("This JVM has no module jdk.unsupported", e);
        }
    }
}
