using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Identity;

/// <param name="IsInstitution">Its person is one, and the account is open.</param>
/// <param name="FoundAt">Timestamp of the machine's clock.</param>
internal sealed record ApiKeyFacts(
    Guid UserId, byte[] SecretDigest, ApiScopes Scopes, bool IsRevoked, bool IsInstitution, long FoundAt);
