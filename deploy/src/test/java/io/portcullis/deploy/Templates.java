package io.portcullis.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The templates of this folder, as cfn-lint and the SAM translator see them; without these two a test is skipped. */
final class Templates {

    private static final JsonMapper JSON = new JsonMapper();

    /** What was made of templates before, for it takes its time. */
    private static final Map<String, JsonNode> SET_UP = new ConcurrentHashMap<>();

    private Templates() {}

    /** What cfn-lint has to say of a template; nothing when it is good. */
    static String lint(String template) throws InterruptedException {
        assumeTrue(run("cfn-lint", "--version").code() == 0, "there is no cfn-lint on the PATH");
        Ended lint = run("cfn-lint", template);
        assertThat(lint.code()).as(lint.output()).isZero();
        return lint.output();
    }

    /** A template's resources as they are set up with these parameters, {@code NAME=VALUE} with spaces between. */
    static JsonNode resources(String template, String parameters) throws Exception {
        JsonNode known = SET_UP.get(template + " " + parameters);
        if (known != null) {
            return known;
        }
        List<String> command = new ArrayList<>(List.of("src/test/resources/template.py", template));
        Stream.of(parameters.split(" ")).filter(each -> !each.isEmpty()).forEach(command::add);
        JsonNode resources = JSON.readTree(translate(command.toArray(String[]::new)));
        SET_UP.put(template + " " + parameters, resources);
        return resources;
    }

    /** What a program prints that uses the SAM translator. */
    static String translate(String... program) throws InterruptedException {
        assumeTrue(run("python3", "-c", "import samtranslator").code() == 0, "python3 has no module samtranslator");
        Ended translated =
                run(Stream.concat(Stream.of("python3"), Stream.of(program)).toArray(String[]::new));
        assertThat(translated.code()).as(translated.output()).isZero();
        return translated.output();
    }

    static List<JsonNode> ofType(JsonNode resources, String... types) {
        return StreamSupport.stream(resources.spliterator(), false)
                .filter(each -> List.of(types).contains(each.path("Type").asText()))
                .toList();
    }

    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Ended(127, String.valueOf(e.getMessage()));
        }
    }
}
