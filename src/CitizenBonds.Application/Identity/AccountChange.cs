namespace CitizenBonds.Application.Identity;

/// <summary>A change of how a person signs in. Each is told by letter.</summary>
public enum AccountChange
{
    Password,
    PasskeyAdded,
    PasskeyRemoved,
    AuthenticatorAdded,
    AuthenticatorRemoved,
    RecoveryCodes,
    ApiKeyAdded,
    ApiKeyRevoked,
}
