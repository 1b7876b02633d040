package io.portcullis.policy;

import java.util.ArrayList;
import java.util.List;

/** Reads a Condition element: blocks by operator, in them keys with values. Used once. */
final class ConditionReader {

    private final JsonText json;
    private final ValueReader values;
    private final String subject;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<ConditionOperator> blocks = new ArrayList<>();

    /** The subject names the element in errors. */
    ConditionReader(JsonText json, String subject) {
        this.json = json;
        this.values = new ValueReader(json);
        this.subject = subject;
    }

    /** Reads the object at the present token. */
    void read() throws PolicyException {
        values.requireObject(subject, "write {\"StringEquals\": {\"aws:PrincipalOrgID\": …}}");
        JsonText.Members members = json.members(subject);
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
        String block = operator.written() + " in " + subject;
        values.requireObject(block, "write {\"aws:PrincipalOrgID\": …}, a map from keys to values");
        JsonText.Members members = json.membersWithoutCase(block);
        while (members.next()) {
            Location at = members.nameAt();
            String key = members.name();
            Values tested = values.scalars("The value of " + Quoted.of(key) + " under " + block);
            conditions.add(new Condition(operator, key, tested, at));
        }
    }

    private PolicyException unknown(JsonText.Members members) {
        return new PolicyException(
                subject + " has the unknown operator " + Quoted.of(members.name()),
                Spelling.hint(members.name(), ConditionOperator.spellings())
                        + "Operators are such as StringEquals, with ForAllValues: or ForAnyValue: before"
                        + " and IfExists after where they apply",
                members.nameAt());
    }
}
