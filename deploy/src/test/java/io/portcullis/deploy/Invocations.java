package io.portcullis.deploy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;

/** Invokes functions in this process. */
final class Invocations {

    private Invocations() {}

    /** The answer of a function that has two minutes. */
    static JsonNode invoke(LambdaFunction function, String event) throws IOException {
        return invoke(function, event, () -> 120_000);
    }

    /** The answer of a function. */
    static JsonNode invoke(LambdaFunction function, String event, IntSupplier remainingMillis) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context(remainingMillis));
        return new JsonMapper().readTree(answer.toByteArray());
    }

    /** The ids of the messages that failed. */
    static List<String> failed(JsonNode answer) {
        return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    private static Context context(IntSupplier remainingMillis) {
        return new Context() {
            @Override
            public String getAwsRequestId() {
                return "request";
            }

            @Override
            public String getLogGroupName() {
                return "/aws/lambda/portcullis";
            }

            @Override
            public String getLogStreamName() {
                return "stream";
            }

            @Override
            public String getFunctionName() {
                return "portcullis";
            }

            @Override
            public String getFunctionVersion() {
                return "1";
            }

            @Override
            public String getInvokedFunctionArn() {
                return "arn:aws:lambda:us-east-1:111122223333:function:portcullis";
            }

            @Override
            public CognitoIdentity getIdentity() {
                throw new UnsupportedOperationException();
            }

            @Override
            public ClientContext getClientContext() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int getRemainingTimeInMillis() {
                return remainingMillis.getAsInt();
            }

            @Override
            public int getMemoryLimitInMB() {
                return 1024;
            }

            @Override
            public LambdaLogger getLogger() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
