package io.portcullis.response;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys in memory that can be read and corrected, with the troubles that a service has. */
final class SmallKms implements ResourceReader, Corrector {

    static final String ACCOUNT = "111122223333";

    final Map<String, KeyState> keys = new ConcurrentSkipListMap<>();
    final Map<String, String> unreadable = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    volatile Optional<String> listingTrouble = Optional.empty();
    volatile Optional<String> writeTrouble = Optional.empty();
    volatile Runnable beforeRead = () -> {};

    static Resource key(int number) {
        return Resource.kmsKey(
                "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/%08d-0000-0000-0000-000000000000".formatted(number));
    }

    static Grant grant(String id, String grantee) {
        return new Grant(
                id,
                Optional.empty(),
                grantee,
                Optional.empty(),
                Optional.empty(),
                List.of("Decrypt"),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    void put(Resource key, String policy, Grant... grants) {
        keys.put(key.arn(), new KeyState(key, policy, List.of(grants)));
    }

    String policy(Resource key) {
        return state(key).policy();
    }

    KeyState state(Resource key) {
        return Optional.ofNullable(keys.get(key.arn())).orElseThrow();
    }

    @Override
    public Reading read(Resource resource) {
        reads.incrementAndGet();
        beforeRead.run();
        String trouble = unreadable.get(resource.arn());
        if (trouble != null) {
            return new Unreadable(resource, trouble);
        }
        KeyState state = keys.get(resource.arn());
        return state == null ? new Gone(resource) : new Present(state);
    }

    @Override
    public Listing list(ResourceType type) {
        return new Listing(keys.values().stream().map(KeyState::resource).toList(), listingTrouble);
    }

    @Override
    public Outcome apply(Correction correction, Correction.Step step) {
        return switch (step) {
            case ReplaceKeyPolicy(String before, String after) -> replace(correction, before, after);
            case RevokeGrant(Grant grant) -> change(correction, grants -> grants.remove(grant));
        };
    }

    @Override
    public Outcome undo(Correction correction, Correction.Step step) {
        return switch (step) {
            case ReplaceKeyPolicy(String before, String after) -> replace(correction, after, before);
            case RevokeGrant(Grant grant) -> change(correction, grants -> grants.add(grant));
        };
    }

    private Outcome replace(Correction correction, String before, String after) {
        Resource key = correction.before().resource();
        if (writeTrouble.isPresent()) {
            return new Failed(writeTrouble.get());
        } else if (!policy(key).equals(before)) {
            return new Superseded("the key policy is another one now");
        }
        writes.incrementAndGet();
        keys.put(key.arn(), new KeyState(key, after, state(key).grants()));
        return new Done();
    }

    private Outcome change(Correction correction, java.util.function.Consumer<List<Grant>> how) {
        Resource key = correction.before().resource();
        List<Grant> grants = new ArrayList<>(state(key).grants());
        how.accept(grants);
        writes.incrementAndGet();
        keys.put(key.arn(), new KeyState(key, policy(key), grants));
        return new Done();
    }
}
