package io.portcullis.deploy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What the functions have in common: JSON in, JSON out, and the account that an invocation is for. */
abstract class LambdaFunction implements RequestStreamHandler {

    private final JsonMapper json = new JsonMapper();

    /**
     * Answers an event.
     *
     * @return the answer, JSON
     */
    abstract JsonNode handle(JsonNode event, Invocation invocation);

    /**
     * One invocation.
     *
     * @param account the account that the function is of
     * @param context what Lambda tells of it
     */
    record Invocation(String account, Context context) {

        int remainingMillis() {
            return context.getRemainingTimeInMillis();
        }
    }

    JsonMapper json() {
        return json;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = json.readTree(input);
        json.writeValue(output, handle(event, new Invocation(account(context), context)));
    }

    private static String account(Context context) {
        String[] fields = context.getInvokedFunctionArn().split(":", 6);
        if (fields.length < 6) {
            throw new IllegalStateException("Not the ARN of a function: " + context.getInvokedFunctionArn());
        }
        return fields[4];
    }
}
