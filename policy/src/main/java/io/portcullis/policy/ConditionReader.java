package io.portcullis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a Condition element: blocks by operator, in them keys with values. Used once. */
final class ConditionReader {

    private final JsonText json;
    private final ValueReader values;
    private final Supplier<String> subject;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<ConditionOperator> blocks = new ArrayList<>();

    /** The subject names the element in errors. */
    ConditionReader(JsonText json, ValueReader values, Supplier<String> subject) {
        this.json = json;
        this.values = values;
        this.subject = subject;
    }

    /** Reads the object at the present token. */
    void read() throws PolicyException {
        values.requireObject(subject, "write {\"StringEquals\": {\"aws:PrincipalOrgID\": …}}");
        JsonText.Members members = json.membersWithoutCase(subject);
        while (members.next()) {
            ConditionOperator operator = ConditionOperator.parse(members.name()).orElseThrow(() -> unknown(members));
            blocks.add(operator);
            block(operator);
        }
    }

    /** One entry per operator and key, in document order. */
    List<Condition> conditions() {
        return conditions;
    }

    /** The operators in document order, those without keys too. */
    List<ConditionOperator> blocks() {
        return blocks;
    }

    private void block(ConditionOperator operator) throws PolicyException {
        Supplier<String> block = () -> operator.written() + " in " + subject.get();
        values.requireObject(block, "write {\"aws:PrincipalOrgID\": …}, a map from keys to values");
        JsonText.Members members = json.membersWithoutCase(block);
        while (members.next()) {
            Location at = members.nameAt();
            String key = members.name();
            if (Lookalikes.areIn(key)) {
                throw Lookalikes.refusal(key, " under " + block.get(), at);
            }
            String normalizedKey = members.comparedName();
            Values tested = values.scalars(() -> "The value of " + Quoted.of(key) + " under " + block.get());
            conditions.add(new Condition(operator, key, normalizedKey, tested, at));
        }
    }

    private PolicyException unknown(JsonText.Members members) {
        return new PolicyException(
                subject.get() + " has the unknown operator " + Quoted.of(members.name()),
                Spelling.hint(members.name(), ConditionOperator.spellings())
                        + "Operators are such as StringEquals, with ForAllValues: or ForAnyValue: before"
                        + " and IfExists after where they apply",
                members.nameAt());
    }
}
