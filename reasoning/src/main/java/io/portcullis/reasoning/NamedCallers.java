package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Mentions;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tests of callers name: accounts, ARNs, beginnings of ARNs, entities of all accounts, and other identities. */
final class NamedCallers {

    /** ARNs beyond which the automaton is no slower. */
    private static final int MOST = 20_000;

    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> arns = new LinkedHashSet<>();
    private final Set<String> beginnings = new LinkedHashSet<>();
    private final Set<AnyAccounts> entities = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();
    private boolean rootsApart;
    private boolean federatedApart;
    private boolean rolesApart;

    /** Adds what tests name; false when one of them names in other ways. */
    boolean addAll(List<Texts> tests) {
        for (int i = 0; i < tests.size(); i++) {
            if (!add(tests.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean add(Texts test) {
        return switch (test) {
            case Principals.InAccount in -> {
                addAccount(in.account());
                yield true;
            }
            case Principals.WithArn with -> {
                arns.add(with.arn());
                yield true;
            }
            case AnyAccounts any -> {
                entities.add(any);
                yield true;
            }
            case Principals.Roots ignored -> {
                rootsApart = true;
                yield true;
            }
            case FederatedUsers ignored -> {
                federatedApart = true;
                yield true;
            }
            case RoleSessions ignored -> {
                rolesApart = true;
                yield true;
            }
            case Principals.Everyone ignored -> true;
            case Principals.Signed ignored -> true;
            case Vouched ignored -> true;
            case Texts.One one -> {
                others.add(one.text());
                yield true;
            }
            case Texts.Any any -> addAll(any.sets());
            case Texts.Starting starting -> addBeginning(starting.beginning());
            case Texts.Own ignored -> false;
            case Language language -> language.globs().isEmpty();
        };
    }

    private void addAccount(String account) {
        if (Principals.isAccount(account)) {
            accounts.add(account);
        }
    }

    private boolean addBeginning(String beginning) {
        boolean wholeKind = beginning.indexOf('|') == beginning.length() - 1;
        int account = beginning.indexOf("::") + 2;
        int end = beginning.indexOf(':', account);
        if (!wholeKind && end >= 0 && Principals.isBeforeAccount(beginning.substring(0, account))) {
            beginnings.add(beginning);
            addAccount(beginning.substring(account, end));
            return true;
        }
        return wholeKind;
    }

    /**
     * An ARN of every class in every account of these partitions, an account that nothing names included.
     *
     * @param roots whether root users call
     * @return empty when they are too many
     */
    Optional<List<String>> arns(Set<String> partitions, boolean roots) {
        Set<String> all = new LinkedHashSet<>(accounts);
        all.add(fresh());
        List<String> samples = new ArrayList<>();
        for (String partition : partitions) {
            for (String account : all) {
                String before = "arn:" + partition + ":iam::" + account + ":";
                if (roots) {
                    samples.add(before + "root");
                }
                boolean telling = !entities.isEmpty() || !beginnings.isEmpty();
                if (telling) {
                    entities(partition, account).forEach(entity -> samples.add(before + entity));
                } else if (!roots || rootsApart || arns.contains(before + "root")) {
                    samples.add(unnamed(before + "user/", "", arns));
                }
                if (rolesApart && !telling) {
                    samples.add(unnamed(before + "role/", "", arns));
                }
                if (telling || federatedApart) {
                    samples.add(unnamed("arn:" + partition + ":sts::" + account + ":federated-user/", "", arns));
                }
                if (samples.size() > MOST) {
                    return Optional.empty();
                }
            }
        }
        samples.addAll(arns);
        return Optional.of(samples);
    }

    /** A name of a service that nothing names, and those that are named. */
    List<String> services() {
        List<String> services = new ArrayList<>();
        services.add(unnamed(Principals.SERVICE, ".amazonaws.com", others));
        others.stream().filter(other -> other.startsWith(Principals.SERVICE)).forEach(services::add);
        return services;
    }

    /**
     * An entity of every class in an account. Beginnings and whole entities form a trie; behind a text that leaves it, each
     * ending may follow or none.
     */
    private List<String> entities(String partition, String account) {
        String before = "arn:" + partition + ":iam::";
        Mentions mentions = new Mentions();
        List.of("user/", "role/").forEach(mentions::addBeginning);
        mentions.addText("root");
        Set<String> endings = new LinkedHashSet<>();
        for (AnyAccounts any : entities) {
            if (any.before().equals(before)) {
                switch (any.fit()) {
                    case SAME -> mentions.addText(any.entity());
                    case BEGINNING -> mentions.addBeginning(any.entity());
                    case ENDING -> {
                        mentions.addText(any.entity());
                        endings.add(":" + any.entity());
                    }
                }
            }
        }
        String own = before + account + ":";
        behind(own, arns).forEach(mentions::addText);
        behind(own, beginnings).forEach(mentions::addBeginning);
        List<String> samples = mentions.mentioned();
        for (String leaving : mentions.leaving()) {
            String named = IamNames.endsInName(leaving) ? leaving : leaving + "a";
            samples.add(ended(named, "", endings));
            endings.forEach(ending -> samples.add(ended(leaving, ending, endings)));
        }
        return samples;
    }

    private static List<String> behind(String before, Set<String> texts) {
        return texts.stream()
                .filter(text -> text.startsWith(before))
                .map(text -> text.substring(before.length()))
                .toList();
    }

    /** The beginning with this ending and no longer one. */
    private static String ended(String beginning, String ending, Set<String> endings) {
        String text = beginning;
        while (endsLonger(text + ending, ending, endings)) {
            text += "a";
        }
        return text + ending;
    }

    private static boolean endsLonger(String text, String ending, Set<String> endings) {
        for (String other : endings) {
            if (other.length() > ending.length() && text.endsWith(other)) {
                return true;
            }
        }
        return false;
    }

    /** An account that nothing names. */
    private String fresh() {
        for (int number = 0; ; number++) {
            String account = KeyValues.account(number);
            if (!accounts.contains(account) && !isInArn(account)) {
                return account;
            }
        }
    }

    private boolean isInArn(String account) {
        for (String arn : arns) {
            if (arn.contains(account)) {
                return true;
            }
        }
        return false;
    }

    private static String unnamed(String before, String after, Set<String> all) {
        String name = "a";
        while (all.contains(before + name + after)) {
            name += "a";
        }
        return before + name + after;
    }
}
