package io.datapact.contract.dataset;

/** Whether a dataset may be used in new starts. */
public enum DatasetStatus {
    ACTIVE,
    WITHDRAWN
}
