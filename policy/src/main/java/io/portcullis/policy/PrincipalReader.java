package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the value of Principal or NotPrincipal. */
final class PrincipalReader {

    private static final List<String> TYPES =
            Arrays.stream(PrincipalType.values()).map(PrincipalType::written).toList();

    private final JsonText json;
    private final ValueReader values;
    private final Supplier<String> subject;

    /** The subject names the element in errors. */
    PrincipalReader(JsonText json, ValueReader values, Supplier<String> subject) {
        this.json = json;
        this.values = values;
        this.subject = subject;
    }

    /** Reads the value at the present token. */
    PrincipalClause read(boolean negated) throws PolicyException {
        Location at = json.at();
        if (json.token() == JsonToken.VALUE_STRING) {
            return new PrincipalClause(negated, star(at), at);
        }
        values.requireObject(subject, "write \"*\" or a map such as {\"AWS\": […]}");
        List<PrincipalClause.Group> groups = new ArrayList<>();
        JsonText.Members members = json.members(subject);
        while (members.next()) {
            PrincipalType type = PrincipalType.of(members.name()).orElseThrow(() -> unknownType(members));
            groups.add(new PrincipalClause.Group(type, values.texts(() -> type.written() + " in " + subject.get())));
        }
        return new PrincipalClause(negated, new PrincipalClause.ByType(groups), at);
    }

    private PrincipalClause.Form star(Location at) throws PolicyException {
        String written = json.scalar();
        if (!written.equals("*")) {
            throw new PolicyException(
                    subject.get() + " is the text " + Quoted.of(written) + ", which only \"*\" may be",
                    "write {\"AWS\": " + Quoted.of(written) + "} or the type it has: "
                            + TYPES.stream().skip(1).collect(Collectors.joining(", ")),
                    at);
        }
        return new PrincipalClause.Star();
    }

    private PolicyException unknownType(JsonText.Members members) {
        return new PolicyException(
                subject.get() + " has the unknown principal type " + Quoted.of(members.name()),
                Spelling.hint(members.name(), TYPES) + "The types are " + String.join(", ", TYPES),
                members.nameAt());
    }
}
