namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <param name="Path">As requested.</param>
/// <param name="Query">Only the names the page knows, in the page's order: junk in an address makes no new
/// entry.</param>
/// <param name="Language">"ja" or "en".</param>
public readonly record struct SnapshotKey(string Path, string Query, string Language);
