package io.portcullis.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Change;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspection.Analyzed;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.Responder;
import io.portcullis.response.Responder.Handled;
import io.portcullis.response.UndeliveredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Closes what was opened. Takes messages of SQS, each an event about findings from our bus, and requests that people make by
 * invoking it with {@code {"resource": ARN}}. The event is a hint here too: the resource is read and analyzed anew, and what
 * is applied is a plan for the very state that was read, within the limits of {@link io.portcullis.response.Correcting}.
 */
public final class CorrectionFunction extends LambdaFunction {

    private final Installation installation;
    private final Journal journal;

    /** The function of this process' environment: see {@link DeploySettings}. */
    public CorrectionFunction() {
        this(Installation.ofEnvironment());
    }

    CorrectionFunction(Installation installation) {
        this.installation = installation;
        this.journal = new Journal("correction", System.out, installation.clock());
    }

    @Override
    JsonNode handle(JsonNode event, Invocation invocation) {
        if (!MessageBatch.isOne(event)) {
            return request(event, invocation);
        }
        List<String> failed = MessageBatch.of(event)
                .failing(invocation.remainingMillis(), body -> correctAll(body, invocation.account()));
        return MessageBatch.answer(json(), failed);
    }

    private void correctAll(String body, String account) {
        JsonNode event = parse(body);
        String id = event.path("id").asText();
        for (Resource resource : resources(event)) {
            switch (installation.settings().corrections()) {
                case OFF, PROPOSE -> left(resource);
                case APPLY -> correct(resource, id, "finding", account).ifPresent(CorrectionFunction::mustBeOver);
            }
        }
    }

    /** What was begun and is not done comes again; a refusal is an answer. */
    private static void mustBeOver(CorrectionRecord entry) {
        if (entry.refused().isEmpty() && !entry.isDone()) {
            throw new IllegalStateException(entry.resource().arn() + " was not corrected: " + entry.outcome());
        }
    }

    private void left(Resource resource) {
        journal.step("LEFT", "LeftToPeople", 1, Map.of("resource", resource.arn()));
    }

    private ObjectNode request(JsonNode event, Invocation invocation) {
        Resource resource = Resource.kmsKey(event.path("resource").asText());
        ObjectNode answer = json().createObjectNode().put("resource", resource.arn());
        switch (installation.settings().corrections()) {
            case OFF -> answer.put("outcome", "corrections are off: set PORTCULLIS_CORRECTIONS to propose or apply");
            case PROPOSE -> propose(resource, invocation.account(), answer);
            case APPLY ->
                correct(resource, UUID.randomUUID().toString(), "request", invocation.account())
                        .ifPresentOrElse(
                                done -> answer.put("correction", done.id())
                                        .put("summary", done.correction().summary())
                                        .put("outcome", done.outcome()),
                                () -> answer.put("outcome", "nothing to correct"));
        }
        return answer;
    }

    private Optional<CorrectionRecord> correct(Resource resource, String id, String call, String account) {
        Responder responder = installation.correctingResponder(account, journal);
        Change change = new Change(
                id, List.of(resource), call, "portcullis", installation.clock().instant());
        Handled handled = responder.correct(change, resource);
        UndeliveredException.throwIfAny(responder, List.of(resource));
        return handled.correction();
    }

    private void propose(Resource resource, String account, ObjectNode answer) {
        Inspection seen = installation
                .response(account)
                .inspector()
                .inspect(resource, installation.clock().instant());
        Optional<Correction> plan = seen instanceof Analyzed(KeyState state, Analysis analysis)
                ? installation.response(account).planner().plan(state, withoutArchived(analysis, account))
                : Optional.empty();
        plan.ifPresentOrElse(
                found -> {
                    answer.put("outcome", "proposed").put("summary", found.summary());
                    ArrayNode steps = answer.putArray("steps");
                    found.steps().forEach(step -> describe(step, steps.addObject()));
                },
                () -> answer.put("outcome", "nothing to correct"));
    }

    /** What was archived is intended, and no plan closes it. */
    private Analysis withoutArchived(Analysis analysis, String account) {
        List<String> archived =
                installation
                        .store()
                        .findings(
                                installation.analyzerArn(account),
                                analysis.resource().arn())
                        .stream()
                        .filter(kept -> kept.status() == KeptFinding.Status.ARCHIVED)
                        .map(kept -> kept.finding().id())
                        .toList();
        return new Analysis(
                analysis.resource(),
                analysis.verdict(),
                analysis.findings().stream()
                        .filter(finding -> !archived.contains(finding.id()))
                        .toList(),
                analysis.reasons());
    }

    private static void describe(Correction.Step step, ObjectNode node) {
        switch (step) {
            case ReplaceKeyPolicy(String before, String after) ->
                node.put("step", "ReplaceKeyPolicy").put("before", before).put("after", after);
            case RevokeGrant(var grant) -> node.put("step", "RevokeGrant").put("grant", grant.id());
        }
    }

    private static List<Resource> resources(JsonNode event) {
        List<Resource> resources = new ArrayList<>();
        event.path("resources").forEach(arn -> resources.add(Resource.kmsKey(arn.asText())));
        if (resources.isEmpty()) {
            throw new IllegalArgumentException("An event about findings was expected, with keys in /resources");
        }
        return resources;
    }

    private JsonNode parse(String body) {
        try {
            return json().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A message that is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
