package io.portcullis.local.sts;

import io.portcullis.wire.ServiceFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of a role.
 *
 * @param partition such as {@code aws}
 * @param account 12 digits
 * @param name the role's name, without its path
 */
record RoleArn(String partition, String account, String name) {

    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):role/(?:[\\x21-\\x7e]+/)?([\\w+=,.@-]{1,64})");

    static RoleArn of(@Nullable String text) {
        Matcher form = FORM.matcher(String.valueOf(text));
        if (!form.matches()) {
            throw ServiceFault.sender("ValidationError", text + " is invalid: it is not the ARN of a role");
        }
        return new RoleArn(form.group(1), form.group(2), form.group(3));
    }

    /** The ARN of one of the role's sessions. */
    String session(String sessionName) {
        return "arn:" + partition + ":sts::" + account + ":assumed-role/" + name + "/" + sessionName;
    }
}
