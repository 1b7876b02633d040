package io.portcullis.response;

class InMemoryFindingStoreTest extends FindingStoreContract {

    @Override
    FindingStore open() {
        return new InMemoryFindingStore();
    }
}
