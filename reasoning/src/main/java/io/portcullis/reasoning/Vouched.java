package io.portcullis.reasoning;

import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;

/** Whoever comes with the word of a SAML provider, or else of an OIDC provider or one that AWS has built in. */
record Vouched(boolean saml) implements Texts.Own {
    private String kind() {
        return saml ? "saml-provider/" : "oidc-provider/";
    }

    @Override
    public boolean has(String identity) {
        if (!identity.startsWith(Principals.FEDERATED)) {
            return false;
        }
        String[] fields = identity.substring(Principals.FEDERATED.length()).split(":", 6);
        return fields.length == 6
                ? fields[0].equals("arn") && fields[5].startsWith(kind())
                : !saml && fields.length == 1;
    }

    @Override
    public Language language() {
        Glob arn = Glob.literal(Principals.FEDERATED + "arn");
        for (int field = 1; field < 5; field++) {
            arn = arn.then(":").many(Principals.SEGMENT);
        }
        Glob provider = arn.then(":" + kind()).many(Principals.FIELD);
        return saml
                ? Language.of(provider)
                : Language.of(provider, Glob.literal(Principals.FEDERATED).many(Principals.SEGMENT));
    }
}
