package io.portcullis.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.response.Responder;
import io.portcullis.response.change.ChangeMessages;
import java.util.List;
import java.util.Map;

/**
 * Responds to changes: takes messages of SQS, each an event of EventBridge or a follow-up of an earlier one. A message that
 * cannot be read, or whose notices cannot be delivered, fails alone; after some more tries SQS moves it to the dead-letter
 * queue. An event is a hint and the resource is the truth, so messages may come twice, late and in any order.
 */
public final class ChangeFunction extends LambdaFunction {

    private final Installation installation;
    private final Journal journal;
    private final ChangeMessages messages = new ChangeMessages();

    /** The function of this process' environment: see {@link DeploySettings}. */
    public ChangeFunction() {
        this(Installation.ofEnvironment());
    }

    ChangeFunction(Installation installation) {
        this.installation = installation;
        this.journal = new Journal("change", System.out, installation.clock());
    }

    @Override
    JsonNode handle(JsonNode event, Invocation invocation) {
        MessageBatch batch = MessageBatch.of(event);
        Responder responder = installation.responder(invocation.account(), journal);
        List<String> failed = batch.failing(invocation.remainingMillis(), body -> messages.respond(responder, body));
        journal.step("BATCH", "FailedMessages", failed.size(), Map.of());
        return MessageBatch.answer(json(), failed);
    }
}
