package io.portcullis.reasoning.concrete;

/** Who makes a request. */
public sealed interface Identity {

    /** How people name it: an ARN where it has one. */
    String name();

    /**
     * An AWS identity: an account's root user, an IAM user, a role's session, a federated user's session.
     *
     * @param principalArn the value of {@code aws:PrincipalArn}: for a session of a role, the role's ARN
     * @param userId the value of {@code aws:userid}: for a session of a role, {@code AROA…:session}, or for one of a role
     *     that AWS has made, {@code account:aws:role:session}
     */
    record Aws(String principalArn, String userId) implements Identity {

        /** A field of the ARN's six, the first of index 0. */
        private String field(int index) {
            int from = 0;
            for (int i = 0; i < index; i++) {
                from = principalArn.indexOf(':', from) + 1;
            }
            int to = index == 5 ? -1 : principalArn.indexOf(':', from);
            return to < 0 ? principalArn.substring(from) : principalArn.substring(from, to);
        }

        /** The partition, such as {@code aws}. */
        public String partition() {
            return field(1);
        }

        /** The account, 12 digits. */
        public String account() {
            return field(4);
        }

        /** What the ARN ends in, such as {@code role/path/name}. */
        public String entity() {
            return field(5);
        }

        /** The value of {@code aws:PrincipalType}. */
        public String type() {
            String entity = entity();
            if (entity.equals("root")) {
                return "Account";
            }
            if (entity.startsWith("user/")) {
                return "User";
            }
            return entity.startsWith("role/") ? "AssumedRole" : "FederatedUser";
        }

        /** The name after the last slash of the ARN. */
        public String lastName() {
            return principalArn.substring(principalArn.lastIndexOf('/') + 1);
        }

        /** The session's name, or empty text where there is no session of a role. */
        public String session() {
            return type().equals("AssumedRole") ? userId.substring(userId.lastIndexOf(':') + 1) : "";
        }

        @Override
        public String name() {
            return type().equals("AssumedRole")
                    ? "arn:" + partition() + ":sts::" + account() + ":assumed-role/" + lastName() + "/" + session()
                    : principalArn;
        }
    }

    /** An AWS service that acts on its own, such as {@code cloudtrail.amazonaws.com}. */
    record Service(String principal) implements Identity {
        @Override
        public String name() {
            return principal;
        }
    }

    /** Somebody whom an identity provider vouches for and who has no session yet: whoever asks to assume a role. */
    record Federated(String provider) implements Identity {
        @Override
        public String name() {
            return provider;
        }
    }

    /** A session of some role that an identity provider vouched for, as it calls other services than STS. */
    record FederatedSession(String provider) implements Identity {
        @Override
        public String name() {
            return provider;
        }
    }

    /** An account known by its S3 canonical user id. */
    record Canonical(String id) implements Identity {
        @Override
        public String name() {
            return id;
        }
    }

    /** Nobody: an unsigned request. Source: IAM user guide, "AWS global condition context keys". */
    record Anonymous() implements Identity {
        /** The value of {@code aws:PrincipalAccount} and of {@code aws:userid}. */
        public static final String ID = "anonymous";

        /** The value of {@code aws:PrincipalType}. */
        public static final String TYPE = "Anonymous";

        @Override
        public String name() {
            return ID;
        }
    }
}
