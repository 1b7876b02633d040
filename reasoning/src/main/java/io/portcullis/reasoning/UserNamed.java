package io.portcullis.reasoning;

import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;

/**
 * The IAM users of a name, in whichever account and path: what {@code StringEquals} on {@code aws:username} means.
 *
 * @param name the name, without slash or bar
 */
record UserNamed(String name) implements Texts.Own {

    @Override
    public boolean has(String identity) {
        String[] fields =
                identity.substring(0, Math.max(0, identity.indexOf('|'))).split(":", 6);
        return fields.length == 6
                && fields[0].equals("arn")
                && fields[2].equals("iam")
                && fields[3].isEmpty()
                && fields[5].startsWith("user/")
                && fields[5].endsWith("/" + name);
    }

    @Override
    public Language language() {
        return CallerKeys.userNameIs(Language.of(Glob.literal(name)));
    }
}
