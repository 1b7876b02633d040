package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each {@code bad/x.json} is refused with exactly the message in {@code bad/x.expect}; two files make a new case. */
class BadDocumentsTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/portcullis/policy/bad");

    @TestFactory
    Stream<DynamicTest> refusesEveryBadDocumentWithItsMessage() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> refuses(file)));
        }
    }

    private static void refuses(Path file) throws IOException {
        String json = Files.readString(file);
        PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> new PolicyReader().read(json));
        assertThat(refusal).as("the refusal of %s", file).isNotNull();
        assertThat(refusal.getMessage() + "\n").isEqualTo(Files.readString(FOLDER.resolve(name(file) + ".expect")));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }
}
