package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import java.util.List;

/** Notices that not everybody could be told. They are still to be told, by whoever looks at the resource next. */
public final class UndeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UndeliveredException(List<UndeliveredNotice> notices) {
        super("Not delivered: "
                + notices.stream()
                        .map(each -> each.notice().resource().arn() + " " + each.parts())
                        .toList());
    }

    /** Throws if a responder has notices of any of these resources that it could not deliver so far. */
    public static void throwIfAny(Responder responder, List<Resource> resources) {
        List<UndeliveredNotice> these = resources.stream()
                .flatMap(resource -> responder.undelivered(resource).stream())
                .toList();
        if (!these.isEmpty()) {
            throw new UndeliveredException(these);
        }
    }
}
