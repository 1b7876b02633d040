package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes policies as JSON without loss: reading back gives the same policy but for the places, and the JSON tree is
 * that of the document it was read from. Elements come in the customary order. Stateless and safe for use by many threads.
 */
public final class PolicyWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Writes a policy on one line without white space.
     *
     * @throws IllegalArgumentException when a principal type, operator or key would stand twice in one object, which no
     *     policy that was read has
     */
    public String compact(Policy policy) {
        return write(policy, false);
    }

    /**
     * Writes a policy for people: one element or value a line, two spaces a level, {@code \n} between lines.
     *
     * @throws IllegalArgumentException as {@link #compact} does
     */
    public String indented(Policy policy) {
        return write(policy, true);
    }

    private static String write(Policy policy, boolean indented) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            if (indented) {
                json.setPrettyPrinter(printer());
            }
            document(policy, json);
        } catch (JsonGenerationException e) {
            throw new IllegalArgumentException("The policy cannot be written: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Characters in memory could not be written", e);
        }
        return out.toString();
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
    }

    private static void document(Policy policy, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text("Version", policy.writtenVersion().map(LanguageVersion::written), json);
        text("Id", policy.id(), json);
        json.writeFieldName("Statement");
        boolean list = policy.statementList() || policy.statements().size() != 1;
        if (list) {
            json.writeStartArray();
        }
        for (Statement statement : policy.statements()) {
            statement(statement, json);
        }
        if (list) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void statement(Statement statement, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text("Sid", statement.sid(), json);
        text("Effect", Optional.of(statement.effect().written()), json);
        if (statement.principals().isPresent()) {
            principals(statement.principals().get(), json);
        }
        clause("Action", statement.actions(), json);
        if (statement.resources().isPresent()) {
            clause("Resource", statement.resources().get(), json);
        }
        if (statement.operatorBlocks().isPresent()) {
            conditions(statement.operatorBlocks().get(), statement.conditions(), json);
        }
        json.writeEndObject();
    }

    private static void principals(PrincipalClause clause, JsonGenerator json) throws IOException {
        json.writeFieldName(clause.negated() ? "NotPrincipal" : "Principal");
        switch (clause.form()) {
            case PrincipalClause.Star ignored -> json.writeString("*");
            case PrincipalClause.ByType byType -> {
                json.writeStartObject();
                for (PrincipalClause.Group group : byType.groups()) {
                    json.writeFieldName(group.type().written());
                    values(group.values(), json);
                }
                json.writeEndObject();
            }
        }
    }

    private static void clause(String element, MatchClause clause, JsonGenerator json) throws IOException {
        json.writeFieldName(clause.negated() ? "Not" + element : element);
        values(clause.values(), json);
    }

    private static void conditions(List<ConditionOperator> blocks, List<Condition> conditions, JsonGenerator json)
            throws IOException {
        Map<ConditionOperator, List<Condition>> byOperator =
                conditions.stream().collect(Collectors.groupingBy(Condition::operator));
        json.writeObjectFieldStart("Condition");
        for (ConditionOperator operator : blocks) {
            json.writeObjectFieldStart(operator.written());
            for (Condition condition : byOperator.getOrDefault(operator, List.of())) {
                json.writeFieldName(condition.key());
                values(condition.values(), json);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void values(Values values, JsonGenerator json) throws IOException {
        boolean list = values.list() || values.items().size() != 1;
        if (list) {
            json.writeStartArray();
        }
        for (Scalar value : values.items()) {
            scalar(value, json);
        }
        if (list) {
            json.writeEndArray();
        }
    }

    private static void scalar(Scalar value, JsonGenerator json) throws IOException {
        switch (value.kind()) {
            case STRING -> json.writeString(value.text());
            case NUMBER -> json.writeNumber(value.text());
            case BOOLEAN -> json.writeBoolean(value.text().equals("true"));
        }
    }

    private static void text(String element, Optional<String> text, JsonGenerator json) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(element, text.get());
        }
    }
}
