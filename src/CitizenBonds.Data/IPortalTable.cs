namespace CitizenBonds.Data;

/// <summary>Marks a table's configuration as belonging to the business context.</summary>
internal interface IPortalTable;
