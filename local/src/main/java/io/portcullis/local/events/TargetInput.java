package io.portcullis.local.events;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a target is sent for an event: all of it, a part, a constant, or a text made from it. */
sealed interface TargetInput {

    /** The event itself. */
    record Whole() implements TargetInput {}

    /** A constant. */
    record Constant(String text) implements TargetInput {}

    /** The part of the event at a path. */
    record Part(JsonPath path) implements TargetInput {}

    /** A template filled in from the event. */
    record Transformed(Template template) implements TargetInput {}

    /** Reads and checks a target's Input, InputPath or InputTransformer. */
    static TargetInput of(Target target) {
        long given = Stream.of(target.input() != null, target.inputPath() != null, target.inputTransformer() != null)
                .filter(present -> present)
                .count();
        if (given > 1) {
            throw Faults.validation("Only one of Input, InputPath, or InputTransformer must be provided for target "
                    + target.id() + ".");
        }
        if (target.input() != null) {
            if (!Json.isValue(target.input())) {
                throw Faults.validation("JSON syntax error in input for target " + target.id());
            }
            return new Constant(target.input());
        }
        if (target.inputPath() != null) {
            return new Part(path(target.inputPath(), target.id()));
        }
        return target.inputTransformer() == null
                ? new Whole()
                : new Transformed(template(target.inputTransformer(), target.id()));
    }

    private static JsonPath path(String text, String targetId) {
        return JsonPath.parse(text)
                .orElseThrow(() -> Faults.validation("Parameter InputPath of target " + targetId + " is not valid: "
                        + text + " is not a JSON path."));
    }

    private static Template template(InputTransformer transformer, String targetId) {
        if (transformer.inputTemplate() == null) {
            throw Faults.required("targets.1.member.inputTransformer.inputTemplate");
        }
        Map<String, JsonPath> paths = new HashMap<>();
        transformer.inputPathsMap().forEach((name, path) -> {
            if (name.startsWith("aws.")) {
                throw Faults.validation("InputPathsMap of target " + targetId + " is not valid: " + name
                        + " begins with the reserved prefix aws.");
            }
            paths.put(name, path(path, targetId));
        });
        Template template = new Template(transformer.inputTemplate(), paths);
        template.unknownNames().stream().findFirst().ifPresent(name -> {
            throw Faults.validation("Invalid InputTemplate for target " + targetId + " : Placeholder <" + name
                    + "> is not in the InputPathsMap.");
        });
        return template;
    }

    /** The text to send. */
    default String shape(Event event, BusRule rule) {
        return switch (this) {
            case Whole whole -> event.text();
            case Constant(String text) -> text;
            case Part(JsonPath path) -> path.in(event.tree()).map(Json::write).orElse("{}");
            case Transformed(Template template) -> template.fill(event, rule);
        };
    }
}
