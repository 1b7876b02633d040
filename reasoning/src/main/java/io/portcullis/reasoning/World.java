package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.Draft;
import io.portcullis.reasoning.axis.SetDraft;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests there are: outsiders' requests, strangers' requests, and combinations of values that no request has.
 * Written down once; nothing else in the engine knows what outside or public means.
 */
final class World {

    /** What tells of an endpoint, and may not be there where one is. */
    private static final List<String> OF_ENDPOINTS = List.of("aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgpaths");

    /**
     * Keys that hold the ARN of what a request is made for, or of what runs with the session that makes it or vends it: functions,
     * instances and builds run with roles of their own account, and an instance of S3 Access Grants vends such. Source: Lambda
     * developer guide, "Execution role"; EC2 user guide, "IAM roles for Amazon EC2"; CodeBuild user guide, "Allow CodeBuild to
     * interact with other AWS services"; S3 user guide, "Register a location".
     */
    private static final List<String> OF_ACCOUNTS = List.of(
            SourceArns.KEY,
            "lambda:sourcefunctionarn",
            "ec2:sourceinstancearn",
            "ssm:sourceinstancearn",
            "codebuild:projectarn",
            "codebuild:buildarn",
            "s3:accessgrantsinstancearn");

    /** Tests of a list beyond which it is not told whether it has the names: each more may double its classes. */
    private static final int FEW = 6;

    private final Drafts drafts;
    private final Zone zone;
    private final List<Claim> outside = new ArrayList<>();
    private final Optional<AccountField> source;

    /** Combinations of two tests that no request passes. */
    private final List<Clash> clashes = new ArrayList<>();

    /** Callers, and resources for whose sake services call, that a test names and that there cannot be. */
    private final List<Claim> nobodys = new ArrayList<>();

    /** Who makes requests that come neither over the internet nor through an endpoint, where these are asked for. */
    private final List<Claim> fromServices;

    /** Adds the world's own tests to the axes; call it when all rules are read. */
    World(Question question, Drafts drafts) {
        this.drafts = drafts;
        this.zone = question.zone();
        excludeTrustedAccounts();
        excludeTrustedOrganization();
        excludeServices();
        this.source = AccountField.of(drafts, SourceArns.KEY, "aws:sourceaccount");
        question.bounds().forEach(bound -> bind(bound, question.actions().names()));
        if (question.anonymousCallers()) {
            separateAnonymous(question);
        }
        separateVouched();
        clashes.addAll(Providers.clashes(drafts));
        clashes.addAll(CalledVia.clashes(drafts));
        clashes.addAll(LackingKeys.clashes(drafts, question.actions(), zone.partition()));
        separateRoots();
        separateUsers();
        separateDirect();
        separateFactors();
        agreeOnNames("aws:requesttag/", "aws:tagkeys", false);
        agreeOnNames("kms:encryptioncontext:", "kms:encryptioncontextkeys", true);
        nobody(drafts.principal()).ifPresent(nobodys::add);
        drafts.text(SourceArns.KEY)
                .flatMap(arns -> SourceArns.nobodys(question.rules()).map(none -> is(arns, none)))
                .ifPresent(nobodys::add);
        this.fromServices = drafts.has("aws:sourcevpc") ? fromServices(drafts) : List.of();
    }

    /** Services, for themselves or for somebody; nothing where it is not told whether it is for somebody. */
    private static List<Claim> fromServices(Drafts drafts) {
        return drafts.text("aws:viaawsservice")
                .map(via -> List.of(
                        new Claim(via.key(), new Choice.Test(via.test(new Texts.One("true")))),
                        new Claim(
                                Binding.PRINCIPAL,
                                new Choice.Test(drafts.principal().test(Principals.SERVICES)))))
                .orElse(List.of());
    }

    private static Optional<Claim> nobody(TextDraft callers) {
        Set<Texts> impossible = new LinkedHashSet<>();
        callers.tests().forEach(test -> CallerKeys.addNobody(test, impossible));
        return impossible.isEmpty() ? Optional.empty() : Optional.of(is(callers, Texts.any(List.copyOf(impossible))));
    }

    private void bind(Bound bound, List<String> actions) {
        Optional<Claim> bounded = switch (bound) {
            case Bound.OfCaller of ->
                Optional.of(is(drafts.principal(), of.caller().identities()));
            case Bound.OfResource of -> Optional.of(is(drafts.resource(), of.resources()));
            case Bound.OfOthers of ->
                Optional.of(is(drafts.resource(), of.resources()).not());
            case Bound.OfKey of -> has(of.key());
        };
        bounded.ifPresent(claim -> {
            Atoms allowed =
                    Atoms.where(actions.size(), action -> bound.actions().contains(actions.get(action)));
            int asked = drafts.action().test(allowed);
            clashes.add(new Clash(claim, new Claim(Binding.ACTION, new Choice.Test(asked).not())));
        });
    }

    private static Claim is(TextDraft axis, Texts texts) {
        return new Claim(axis.key(), new Choice.Test(axis.test(texts)));
    }

    /** That a request has a key; empty where nothing asks for it. */
    private Optional<Claim> has(String key) {
        String base = Binding.of(ContextKey.named(key).normalized()).axis();
        return Optional.of(base).filter(drafts::has).map(axis -> new Claim(axis, new Choice.Present()));
    }

    /**
     * An organization has accounts for members, and services call for whoever signed a request to them: who has no session yet
     * has no account and no session's keys, and signs nothing.
     */
    private void separateVouched() {
        if (drafts.withoutSessions().isEmpty()) {
            return;
        }
        Claim vouched =
                new Claim(Binding.PRINCIPAL, new Choice.Test(drafts.principal().test(Principals.VOUCHED_FOR)));
        for (String base : drafts.bases()) {
            if (SignedKeys.isOfSessions(base)) {
                clashes.add(new Clash(vouched, new Claim(base, new Choice.Present())));
            }
        }
        separateFromServices(vouched);
    }

    /** Services call for whoever signed a request to them. */
    private void separateFromServices(Claim unsigned) {
        drafts.text("aws:viaawsservice")
                .ifPresent(via -> clashes.add(
                        new Clash(unsigned, new Claim(via.key(), new Choice.Test(via.test(new Texts.One("true")))))));
    }

    /**
     * A request that has a key of a family has its name in the list of their names, in whatever case. Only of an encryption
     * context the reverse is true as well, for who takes tags away names them and passes no values. Source: IAM user guide,
     * aws:TagKeys and aws:RequestTag; service authorization reference, UntagResource; KMS developer guide,
     * "kms:EncryptionContextKeys".
     */
    private void agreeOnNames(String family, String list, boolean reverse) {
        List<String> keys =
                drafts.bases().stream().filter(base -> base.startsWith(family)).toList();
        drafts.list(list)
                .filter(names -> names.tests().size() + keys.size() <= FEW)
                .ifPresent(names -> keys.forEach(key -> {
                    Texts name = Texts.of(Glob.EMPTY.thenIgnoringCase(key.substring(family.length())));
                    Choice listed = new Choice.Test(names.test(new SetDraft.SetTest(false, name, false)));
                    agree(new Claim(key, new Choice.Present()), new Claim(names.key(), listed), reverse);
                }));
    }

    private void agree(Claim there, Claim listed, boolean reverse) {
        clashes.add(new Clash(there, listed.not()));
        if (reverse) {
            clashes.add(new Clash(there.not(), listed));
        }
    }

    /**
     * Tags are of users, of roles and of sessions. Source: IAM user guide, "AWS global condition context keys",
     * aws:PrincipalTag, Availability.
     */
    private void separateRoots() {
        for (String base : drafts.bases()) {
            if (base.startsWith("aws:principaltag/")) {
                Claim root = is(drafts.principal(), new Principals.Roots());
                clashes.add(new Clash(root, new Claim(base, new Choice.Present())));
            }
        }
    }

    /** What a session of a role begins with, no user and no service has. */
    private void separateUsers() {
        for (String base : drafts.bases()) {
            if (SignedKeys.isOfRoles(base)) {
                TextDraft callers = drafts.principal();
                Choice signed = new Choice.Test(callers.test(new Principals.Signed()));
                Choice roles = new Choice.Test(callers.test(new RoleSessions()));
                Choice services = new Choice.Test(callers.test(Principals.SERVICES));
                Claim others =
                        new Claim(Binding.PRINCIPAL, signed.and(roles.not()).or(services));
                clashes.add(new Clash(others, new Claim(base, new Choice.Present())));
            }
        }
    }

    /**
     * A request has gone through services if a service makes it. Source: IAM user guide, aws:CalledVia: "not present when the
     * principal makes the call directly".
     */
    private void separateDirect() {
        drafts.text("aws:viaawsservice").ifPresent(via -> {
            Choice direct = new Choice.Test(via.test(new Texts.One("false")));
            for (String key : List.of("aws:calledvia", "aws:calledviafirst", "aws:calledvialast")) {
                has(key).ifPresent(through -> clashes.add(new Clash(through, new Claim(via.key(), direct))));
            }
        });
    }

    /**
     * Only who has shown a second factor did so at some time. Source: IAM user guide, "Secure API access with MFA": "If MFA was not
     * used, this key is not present".
     */
    private void separateFactors() {
        drafts.text("aws:multifactorauthpresent")
                .ifPresent(factor -> has("aws:multifactorauthage").ifPresent(age -> {
                    Choice shown = new Choice.Test(factor.test(new Texts.One("true")));
                    clashes.add(new Clash(age, new Claim(factor.key(), shown.not())));
                }));
    }

    /**
     * Whoever is nobody has no organization, no tags and no session, and gets nowhere where only signed requests do. To STS
     * those who come with the word of some provider are among nobody, and have its keys.
     */
    private void separateAnonymous(Question question) {
        boolean vouched = question.actions().service().equals(Optional.of("sts"));
        Claim anonymous =
                new Claim(Binding.PRINCIPAL, new Choice.Test(drafts.principal().test(Caller.UNSIGNED.identities())));
        for (String base : drafts.bases()) {
            boolean signed = vouched ? SignedKeys.isOfSessions(base) : SignedKeys.has(base);
            if (signed) {
                clashes.add(new Clash(anonymous, new Claim(base, new Choice.Present())));
            }
        }
        separateFromServices(anonymous);
        if (drafts.has("lambda:functionurlauthtype")
                && drafts.draft("lambda:functionurlauthtype") instanceof TextDraft authentication) {
            int signed = authentication.test(new Texts.One("AWS_IAM"));
            clashes.add(new Clash(anonymous, new Claim(authentication.key(), new Choice.Test(signed))));
        }
    }

    private void excludeTrustedAccounts() {
        Principals principals = new Principals(zone.partition());
        List<Texts> callers = new ArrayList<>(zone.accounts().size());
        zone.accounts().forEach(account -> callers.add(principals.account("", account)));
        exclude(drafts.principal(), Texts.any(callers));
        // Requests that a service makes for a trusted account's resource are that account's own.
        for (String arns : OF_ACCOUNTS) {
            if (drafts.has(arns)) {
                exclude(
                        drafts.draft(arns),
                        Texts.any(zone.accounts().stream()
                                .map(account -> AccountField.arns(Language.of(Glob.literal(account))))
                                .toList()));
            }
        }
        for (String source : List.of("aws:sourceaccount", "aws:sourceowner")) {
            if (drafts.has(source)) {
                exclude(
                        drafts.draft(source),
                        Texts.any(zone.accounts().stream().map(Texts.One::new).toList()));
            }
        }
    }

    private void excludeTrustedOrganization() {
        zone.organization().map(Organizations::paths).ifPresent(own -> {
            for (String base : List.of("aws:principalorgpaths", "aws:sourceorgpaths")) {
                if (drafts.has(base)) {
                    exclude(drafts.draft(base), own);
                }
            }
        });
    }

    /** AWS services are not outsiders; nobody else has this key. */
    private void excludeServices() {
        if (drafts.has("aws:principalservicenameslist")) {
            outside.add(new Claim("aws:principalservicenameslist", new Choice.Present().not()));
        }
    }

    private void exclude(Draft draft, Texts values) {
        if (draft instanceof TextDraft text) {
            outside.add(new Claim(text.key(), new Choice.Test(text.test(values)).not()));
        }
    }

    /** The requests of outsiders. */
    Box outsiders(Space space) {
        Box box = space.whole();
        for (Claim claim : outside) {
            box = space.within(box, claim);
        }
        return box;
    }

    /**
     * The requests of outsiders whom no pin names: fresh accounts in fresh organizations or none, from fresh places.
     *
     * @param unnamed what is true of those whom no value of the policies names
     */
    Box strangers(Space space, List<Claim> unnamed) {
        Box box = outsiders(space);
        for (Claim claim : unnamed) {
            box = space.within(box, claim);
        }
        return box;
    }

    /** How many combinations of two tests no request passes: as many as keys say so. */
    int exclusions() {
        return clashes.size();
    }

    /** What is claimed of requests. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>(outside);
        clashes.forEach(clash -> claims.addAll(List.of(clash.one(), clash.other())));
        claims.addAll(nobodys);
        claims.addAll(fromServices);
        drafts.compared().forEach(compared -> claims.addAll(compared.presences()));
        return claims;
    }

    /** Combinations that no request has. */
    List<Box> impossible(Space space) {
        List<Box> boxes = new ArrayList<>();
        if (drafts.has("aws:sourcevpc")) {
            network(space, boxes);
        }
        source.filter(field -> field.isCut(space)).ifPresent(field -> boxes.addAll(field.impossible(space)));
        clashes.forEach(clash -> boxes.add(space.within(space.within(space.whole(), clash.one()), clash.other())));
        nobodys.forEach(claim -> boxes.add(space.within(space.whole(), claim)));
        boxes.addAll(space.impossible());
        drafts.compared().forEach(compared -> boxes.addAll(compared.impossible(space)));
        return boxes;
    }

    /**
     * A request comes through a VPC endpoint, and then has SourceVpc, SourceVpce and VpcSourceIp, or over the internet,
     * and then has SourceIp and nothing of an endpoint. One that a service makes may have none of these, for somebody who
     * called the service through an endpoint too. Source: IAM user guide, "Forward access sessions".
     */
    private void network(Space space, List<Box> into) {
        for (String inside : List.of("aws:sourcevpce", "aws:vpcsourceip")) {
            both(space, "aws:sourcevpc", true, inside, false, into);
            both(space, "aws:sourcevpc", false, inside, true, into);
        }
        for (String inside : OF_ENDPOINTS) {
            if (drafts.has(inside)) {
                both(space, "aws:sourcevpc", false, inside, true, into);
            }
        }
        both(space, "aws:sourcevpc", true, "aws:sourceip", true, into);
        if (!fromServices.isEmpty()) {
            Box nowhere = box(space, "aws:sourcevpc", false, "aws:sourceip", false);
            for (Claim byService : fromServices) {
                nowhere = space.without(nowhere, byService);
            }
            into.add(nowhere);
        }
    }

    private static void both(
            Space space, String one, boolean onePresent, String two, boolean twoPresent, List<Box> into) {
        into.add(box(space, one, onePresent, two, twoPresent));
    }

    private static Box box(Space space, String one, boolean onePresent, String two, boolean twoPresent) {
        return space.whole()
                .within(space.index(one), presence(space.axis(one), onePresent))
                .within(space.index(two), presence(space.axis(two), twoPresent));
    }

    private static Atoms presence(Axis axis, boolean present) {
        return present ? axis.present() : axis.absent();
    }
}
