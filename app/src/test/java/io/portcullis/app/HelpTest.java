package io.portcullis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --help} looks like on a terminal of 80 columns. */
class HelpTest {

    private static final int WIDTH = 80;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "local", "scan", "watch", "doctor", "check", "explain", "compare", "undo"})
    void breaksLinesWhereTheyAreFull(String command) {
        List<String> lines = new Console(folder)
                .run((command + " --help").strip().split(" "))
                .exits(0)
                .out()
                .lines()
                .toList();
        assertThat(lines).allMatch(line -> line.length() <= WIDTH);
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i - 1);
            String next = lines.get(i);
            if (isProse(line) && isProse(next) && line.length() + 1 + next.split(" ")[0].length() < WIDTH) {
                assertThat(line).as("before \"%s\"", next).matches(".*[.:]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "scan", "watch", "doctor", "check", "explain", "compare", "undo"})
    void breaksNoOptionInTwo(String command) {
        List<String> usage = new Console(folder)
                .run(command, "--help")
                .out()
                .lines()
                .takeWhile(line -> line.startsWith("Usage:") || line.startsWith(" "))
                .toList();
        assertThat(usage).isNotEmpty().allMatch(line -> count(line, '[') == count(line, ']'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain kms:*crypt",
                "scan organizations:DescribeOrganization",
                "local --smtp=SERVER",
                "scan --region=REGION,…",
                "watch --listen=HOST:PORT"
            })
    void keepsTogetherWhatIsOneWord(String line) {
        String[] words = line.split(" ");
        assertThat(new Console(folder).run(words[0], "--help").out()).contains(words[1]);
    }

    private static boolean isProse(String line) {
        return !line.isEmpty() && line.charAt(0) != ' ' && !line.startsWith("Usage:");
    }

    private static long count(String line, char which) {
        return line.chars().filter(each -> each == which).count();
    }
}
