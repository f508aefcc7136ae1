namespace CitizenBonds.Application.Identity;

/// <summary>Why the person is not believed to be the owner, in order of precedence.</summary>
public enum ReauthenticationRefusal
{
    /// <summary>Too many wrong guesses; nothing is accepted for a while.</summary>
    Locked = 1,
    PasswordWrong,
}
