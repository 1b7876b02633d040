package io.portcullis.response;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps corrections in memory, for as long as the process lives. Safe for use by many threads. */
public final class InMemoryCorrectionLog implements CorrectionLog {

    private final ConcurrentMap<String, CorrectionRecord> records = new ConcurrentHashMap<>();

    @Override
    public void keep(CorrectionRecord entry) {
        records.put(entry.id(), entry);
    }

    @Override
    public List<CorrectionRecord> all() {
        return records.values().stream()
                .sorted(Comparator.comparing(CorrectionRecord::at).thenComparing(CorrectionRecord::id))
                .toList();
    }

    @Override
    public Optional<CorrectionRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }
}
