package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import java.util.List;

/** The columns of a named input that were read. */
public record InputColumns(Code input, List<String> columns) {
    public InputColumns {
        columns = List.copyOf(columns);
    }
}
