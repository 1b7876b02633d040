package io.portcullis.deploy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how long the change function takes to start and to answer, as it is packaged: {@code deploy/cold-start}. No test,
 * for times depend on the machine.
 */
final class ColdStart {

    private static final int STARTS = 10;
    private static final int WARM = 100;

    private final Account account;
    private final Map<String, String> environment;
    private final String classPath;
    private final List<Double> init = new ArrayList<>();
    private final List<Double> first = new ArrayList<>();
    private final List<Double> warm = new ArrayList<>();
    private final List<Double> memory = new ArrayList<>();

    private ColdStart(Account account, String securityHub, String classPath) {
        account.securityHub.enableSecurityHub(request -> {});
        this.account = account;
        this.environment = new HashMap<>(account.environment());
        environment.put("PORTCULLIS_SECURITY_HUB", securityHub);
        this.classPath = classPath;
    }

    /**
     * Measures and prints.
     *
     * @param arguments the class path of the function: the package's jars and the runtime interface client's
     */
    public static void main(String[] arguments) throws Exception {
        try (Account one = new Account();
                Account other = new Account()) {
            ColdStart off = new ColdStart(one, "off", arguments[0]);
            ColdStart on = new ColdStart(other, "on", arguments[0]);
            double before = load();
            // In turn, so that what else the machine does falls on both.
            for (int i = 0; i < STARTS; i++) {
                off.start();
                on.start();
            }
            off.print("Security Hub off");
            on.print("Security Hub on");
            System.out.printf(Locale.ROOT, "%nload before and after: %.1f, %.1f%n", before, load());
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        // Threads of DynamoDB Local outlive it.
        System.exit(0);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void start() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        List<String> events = account.take(account.changes).stream()
                .map(message -> account.eventOf(message.body()))
                .toList();
        Path log = Files.createTempFile("portcullis", ".log");
        try (RuntimeApi runtime = new RuntimeApi(ChangeFunction.class, classPath, environment, log)) {
            init.add(runtime.init().toNanos() / 1e6);
            first.add(millis(runtime, events.getLast()));
            for (int i = 0; i < WARM; i++) {
                warm.add(millis(runtime, events.getLast()));
            }
            memory.add(resident(runtime.pid()));
        } finally {
            Files.delete(log);
        }
    }

    private static double millis(RuntimeApi runtime, String event) throws InterruptedException {
        long begun = System.nanoTime();
        String answer = runtime.invoke(event);
        if (!answer.equals("{\"batchItemFailures\":[]}")) {
            throw new IllegalStateException("The function failed: " + answer);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /** The most memory that the process had, in MB. */
    private static double resident(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private void print(String what) {
        System.out.printf("%n%-34s %8s %8s %8s%n", "change function, " + what, "median", "least", "most");
        row("init, ms", init);
        row("first event, ms", first);
        row("each later event, ms", warm);
        row("memory, resident at most, MB", memory);
    }

    private static void row(String what, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-34s %8.1f %8.1f %8.1f%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast());
    }
}
