package io.portcullis.response;

import static io.portcullis.response.Members.instant;
import static io.portcullis.response.Members.present;
import static io.portcullis.response.Members.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.FollowUp.AskAgain;
import io.portcullis.response.FollowUp.LookAgain;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Follow-ups as messages, small enough for any queue: of an answer that was not one yet, its times and what is waited for,
 * not the findings so far, which are kept already. Stateless; safe for use by many threads.
 */
public final class FollowUpJson {

    private static final String MARK = "portcullisFollowUp";

    private final JsonMapper mapper = new JsonMapper();
    private final AnalysisJson analyses = new AnalysisJson(mapper);

    /** A follow-up as JSON. */
    public String write(FollowUp what) {
        ObjectNode node = mapper.createObjectNode();
        switch (what) {
            case LookAgain look -> node.put(MARK, "LookAgain");
            case AskAgain(var change, var resource, NotYet answer, Instant since, int asked) -> {
                node.put(MARK, "AskAgain")
                        .put("since", since.toString())
                        .put("asked", asked)
                        .put("changed", answer.changed().toString());
                answer.begun().ifPresent(begun -> node.put("begun", begun.toString()));
                answer.soFar().reasons().forEach(node.putArray("reasons")::add);
            }
        }
        node.set("resource", analyses.resource(what.resource()));
        node.put("id", what.change().id())
                .put("call", what.change().call())
                .put("actor", what.change().actor())
                .put("time", what.change().time().toString());
        return node.toString();
    }

    /**
     * The follow-up in this text; empty when it is something else.
     *
     * @throws IllegalArgumentException when it is a follow-up with a member missing; the message names it
     */
    public Optional<FollowUp> read(String text) {
        try {
            JsonNode node = mapper.readTree(text);
            return node.has(MARK) ? Optional.of(followUp(node)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A time of a follow-up is not ISO 8601: " + e.getMessage(), e);
        }
    }

    private static FollowUp followUp(JsonNode node) {
        Resource resource = AnalysisJson.resource(node.path("resource"));
        Change change = new Change(
                text(node, "id"), List.of(resource), text(node, "call"), text(node, "actor"), instant(node, "time"));
        String name = text(node, MARK);
        return switch (name) {
            case "LookAgain" -> new LookAgain(change, resource);
            case "AskAgain" ->
                new AskAgain(
                        change,
                        resource,
                        notYet(node, resource),
                        instant(node, "since"),
                        node.path("asked").asInt(1));
            default -> throw new IllegalArgumentException("no such follow-up: " + name);
        };
    }

    private static NotYet notYet(JsonNode node, Resource resource) {
        Analysis soFar = new Analysis(resource, Verdict.UNDECIDED, List.of(), Members.texts(node.path("reasons")));
        return new NotYet(
                instant(node, "changed"),
                present(node.path("begun"), begun -> Instant.parse(begun.asText())),
                soFar,
                Duration.ZERO);
    }
}
