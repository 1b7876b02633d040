package io.portcullis.deploy;

import io.portcullis.response.UndeliveredNotice;
import java.util.List;

/** Notices that not everybody could be told. They are still to be told, by whoever looks at the resource next. */
final class UndeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndeliveredException(List<UndeliveredNotice> notices) {
        super("Not delivered: "
                + notices.stream()
                        .map(each -> each.notice().resource().arn() + " " + each.parts())
                        .toList());
    }

    /** Throws if any of the notices is of this resource. */
    static void throwIfAnyOf(List<UndeliveredNotice> notices, List<String> resourceArns) {
        List<UndeliveredNotice> these = notices.stream()
                .filter(each -> resourceArns.contains(each.notice().resource().arn()))
                .toList();
        if (!these.isEmpty()) {
            throw new UndeliveredException(these);
        }
    }
}
