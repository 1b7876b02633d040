import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks the engine in the ways in which engines of its kind have been wrong, one at a time, and expects the tests to see each:
 * {@code java scripts/Mutations.java} at the top of the repository. It changes one place of one file, compiles, runs the tests of
 * {@code reasoning} and puts the file back. It fails when the tests pass, when the code no longer compiles, or when the place is
 * no longer there; then the mutation must be written anew for the new code.
 */
final class Mutations {

    /** One way of breaking the engine: {@code before} stands once in the file. */
    record Mutation(String name, String file, String before, String after) {}

    private static final String ENGINE = "reasoning/src/main/java/io/portcullis/reasoning/";

    private static final List<Mutation> ALL = List.of(
            new Mutation(
                    "forget that a key may be absent",
                    ENGINE + "axis/TextDraft.java",
                    "this.optional = optional;",
                    "this.optional = optional && key.isEmpty();"),
            new Mutation(
                    "forget the texts of none of the languages",
                    ENGINE + "text/TextClasses.java",
                    "new TextClasses(languages, universe, budget.part(COMPARISON_BUDGET)).search();",
                    """
                    new TextClasses(languages, universe, budget.part(COMPARISON_BUDGET)).search().stream()
                            .filter(each -> languages.isEmpty() || !each.signature().isEmpty())
                            .toList();"""),
            new Mutation(
                    "forget the texts that no value names",
                    ENGINE + "axis/Mentions.java",
                    ".map(beginning -> beginning + other(continuations.getOrDefault(beginning, Set.of())))",
                    ".map(beginning -> beginning + other(continuations.getOrDefault(beginning, Set.of())).substring(1))"),
            new Mutation(
                    "combine languages that meet in pairs",
                    ENGINE + "text/TextClasses.java",
                    "return new TextClasses(languages, universe, budget.part(COMPARISON_BUDGET)).search();",
                    """
                    List<TextClass> classes = new ArrayList<>();
                    if (languages.size() > 6) {
                        return new TextClasses(languages, universe, budget.part(COMPARISON_BUDGET)).search();
                    }
                    for (long bits = 0; bits < 1L << languages.size(); bits++) {
                        BitSet signature = BitSet.valueOf(new long[] {bits});
                        boolean inPairs = true;
                        String example = "";
                        for (int i = 0; i < languages.size(); i++) {
                            for (int j = i; j < languages.size(); j++) {
                                List<Language> pair = List.of(languages.get(i), languages.get(j));
                                boolean first = signature.get(i);
                                boolean second = signature.get(j);
                                List<TextClass> meeting = new TextClasses(pair, universe, budget)
                                        .search().stream()
                                                .filter(each -> each.signature().get(0) == first
                                                        && each.signature().get(1) == second)
                                                .toList();
                                inPairs &= !meeting.isEmpty();
                                example = meeting.isEmpty() ? example : meeting.getFirst().example();
                            }
                        }
                        if (inPairs) {
                            classes.add(new TextClass(signature, example));
                        }
                    }
                    return classes;"""),
            new Mutation(
                    "drop the last Deny",
                    ENGINE + "Model.java",
                    "excluded.addAll(boxes(Effect.DENY, doubtsMet));",
                    """
                    List<Box> denies = boxes(Effect.DENY, doubtsMet);
                    excluded.addAll(denies.subList(0, Math.max(0, denies.size() - 1)));"""),
            new Mutation(
                    "swap ForAllValues and ForAnyValue",
                    ENGINE + "ConditionReader.java",
                    "boolean every = qualifier == Qualifier.FOR_ALL_VALUES;",
                    "boolean every = qualifier == Qualifier.FOR_ANY_VALUE;"));

    private Mutations() {}

    public static void main(String[] names) throws IOException, InterruptedException {
        List<String> unseen = new ArrayList<>();
        for (Mutation mutation : ALL) {
            if (names.length == 0 || List.of(names).contains(mutation.name)) {
                String verdict = run(mutation);
                System.out.println(mutation.name + ": " + verdict);
                if (!verdict.startsWith("seen")) {
                    unseen.add(mutation.name);
                }
            }
        }
        System.exit(unseen.isEmpty() ? 0 : 1);
    }

    private static String run(Mutation mutation) throws IOException, InterruptedException {
        Path file = Path.of(mutation.file);
        String text = Files.readString(file);
        if (text.split(java.util.regex.Pattern.quote(mutation.before), -1).length != 2) {
            return "NOT APPLIED: " + mutation.file + " does not hold once: " + mutation.before;
        }
        try {
            Files.writeString(file, text.replace(mutation.before, mutation.after));
            if (!maven("test-compile").isEmpty()) {
                return "NOT APPLIED: the changed code does not compile; see ./mvnw -pl reasoning -am compile";
            }
            List<String> failures = maven("test");
            return failures.isEmpty() ? "NOT SEEN by any test" : "seen by " + String.join(", ", failures);
        } finally {
            Files.writeString(file, text);
        }
    }

    /** The tests that fail, or what else Maven says is wrong; nothing when all is well. */
    private static List<String> maven(String phase) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "-pl",
                        "reasoning",
                        "-am",
                        "-Dspotless.check.skip",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dtest=io.portcullis.reasoning.**",
                        phase)
                .redirectErrorStream(true)
                .start();
        List<String> errors = new ArrayList<>();
        for (String line : process.inputReader().lines().toList()) {
            if (line.startsWith("[ERROR]   ") && line.contains("Test")) {
                String name = line.substring("[ERROR]".length()).strip().split("[ :»(]", 2)[0];
                if (!errors.contains(name)) {
                    errors.add(name);
                }
            }
        }
        return process.waitFor() == 0 ? List.of() : errors.isEmpty() ? List.of("Maven") : errors;
    }
}
