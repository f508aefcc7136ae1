namespace CitizenBonds.Application.Market;

/// <summary>
/// Between reading and booking somebody spent what a batch counted on; nothing was written and it is run again.
/// </summary>
internal sealed class BatchOvertakenException : Exception;
