package io.portcullis.local.sts;

import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import java.util.List;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Tells callers who they are: the root user of the account that their request names. Stateless. */
public final class LocalSts {

    /** The service, for a server. */
    public Service service() {
        return new Service(
                "sts",
                new Protocol.Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
                List.of(Operation.named(
                        "GetCallerIdentity", GetCallerIdentityRequest::builder, LocalSts::callerIdentity)));
    }

    private static GetCallerIdentityResponse callerIdentity(Caller caller, GetCallerIdentityRequest request) {
        // The user id of a root user is its account (IAM user guide, "Unique identifiers").
        return GetCallerIdentityResponse.builder()
                .account(caller.account())
                .userId(caller.account())
                .arn(caller.arn())
                .build();
    }
}
