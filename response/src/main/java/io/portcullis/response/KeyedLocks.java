package io.portcullis.response;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock a key, in order of arrival; a lock exists only while somebody holds or waits for it. */
final class KeyedLocks {

    private final ConcurrentMap<String, Slot> slots = new ConcurrentHashMap<>();

    private record Slot(ReentrantLock lock, int users) {
        Slot with(int more) {
            return new Slot(lock, users + more);
        }
    }

    /** Runs the work while no other work of the same key runs. */
    <T> T during(String key, Supplier<T> work) {
        Slot slot = slots.compute(
                key, (name, there) -> there == null ? new Slot(new ReentrantLock(true), 1) : there.with(1));
        try {
            slot.lock().lock();
            try {
                return work.get();
            } finally {
                slot.lock().unlock();
            }
        } finally {
            slots.computeIfPresent(key, (name, there) -> there.users() == 1 ? null : there.with(-1));
        }
    }

    /** How many keys somebody holds or waits for. */
    int size() {
        return slots.size();
    }
}
