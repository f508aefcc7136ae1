namespace CitizenBonds.Web.Layout;

/// <param name="Note">A few words at the right, such as a date or a count.</param>
public sealed record ConsoleItem(string Address, string Title, string? Note = null);
