package io.portcullis.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one statement. Used once. */
final class StatementReader {

    private static final List<String> ELEMENTS = List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final JsonText json;
    private final ValueReader values;
    private final int index;
    private Optional<String> sid = Optional.empty();
    private Optional<Effect> effect = Optional.empty();
    private Optional<PrincipalClause> principals = Optional.empty();
    private Optional<MatchClause> actions = Optional.empty();
    private Optional<MatchClause> resources = Optional.empty();
    private Optional<ConditionReader> conditions = Optional.empty();

    StatementReader(JsonText json, ValueReader values, int index) {
        this.json = json;
        this.values = values;
        this.index = index;
    }

    /** Reads the object at the present token. */
    Statement read() throws PolicyException {
        values.requireObject(this::subject, "write {\"Effect\": \"Allow\", …}");
        Location at = json.at();
        JsonText.Members members = json.members(this::subject);
        while (members.next()) {
            element(members);
        }
        return new Statement(
                index,
                sid,
                effect.orElseThrow(() -> missing("Effect", "write \"Effect\": \"Allow\" or \"Effect\": \"Deny\"", at)),
                principals,
                actions.orElseThrow(() -> missing("Action", "write \"Action\": […] or \"NotAction\": […]", at)),
                resources,
                conditions.map(ConditionReader::conditions).orElse(List.of()),
                conditions.map(ConditionReader::blocks),
                at,
                json.endOffset());
    }

    private void element(JsonText.Members members) throws PolicyException {
        String name = members.name();
        boolean negated = name.startsWith("Not");
        switch (name) {
            case "Sid" -> sid = Optional.of(values.text(of(name)));
            case "Effect" -> effect = Optional.of(effect());
            case "Principal", "NotPrincipal" -> {
                refuseBoth("Principal", principals.isPresent(), members);
                principals = Optional.of(new PrincipalReader(json, values, of(name)).read(negated));
            }
            case "Action", "NotAction" -> {
                refuseBoth("Action", actions.isPresent(), members);
                actions = Optional.of(new MatchClause(negated, actions(of(name))));
            }
            case "Resource", "NotResource" -> {
                refuseBoth("Resource", resources.isPresent(), members);
                resources = Optional.of(new MatchClause(negated, values.texts(of(name))));
            }
            case "Condition" -> {
                ConditionReader reader = new ConditionReader(json, values, of(name));
                reader.read();
                conditions = Optional.of(reader);
            }
            default -> throw ValueReader.unknown(subject(), members, ELEMENTS);
        }
    }

    private Values actions(Supplier<String> element) throws PolicyException {
        Values patterns = values.texts(element);
        for (Scalar pattern : patterns.items()) {
            if (Lookalikes.areIn(pattern.text())) {
                throw Lookalikes.refusal(pattern.text(), " in " + element.get(), pattern.at());
            }
        }
        return patterns;
    }

    private String subject() {
        return "Statement " + (index + 1);
    }

    private Supplier<String> of(String element) {
        return () -> element + " of statement " + (index + 1);
    }

    private Effect effect() throws PolicyException {
        String written = values.text(of("Effect"));
        for (Effect known : Effect.values()) {
            if (known.written().equals(written)) {
                return known;
            }
        }
        throw new PolicyException(
                of("Effect").get() + " is " + Quoted.of(written),
                "write \"Allow\" or \"Deny\", in this case",
                json.at());
    }

    private PolicyException missing(String element, String remedy, Location at) {
        return new PolicyException(subject() + " has no " + element, remedy, at);
    }

    private void refuseBoth(String element, boolean present, JsonText.Members members) throws PolicyException {
        if (present) {
            throw new PolicyException(
                    subject() + " has both " + element + " and Not" + element, "keep one of them", members.nameAt());
        }
    }
}
