using System.Globalization;
using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Texts of the letters about the account itself, in the person's language.</summary>
public static class AccountLetters
{
    /// <summary>
    /// The same letter is not written twice within this time, so that a form sent twice sends one letter.
    /// </summary>
    public static readonly TimeSpan RepeatPause = TimeSpan.FromMinutes(10);

    public static Letter ConfirmEmail(PortalUser user, Uri link, DateTimeOffset now) => Compose(
        user, "confirm-email", now,
        ("Confirm your e-mail address", $"""
            Hello {user.DisplayName},

            please confirm that this is your address by opening this link:
            {link}

            The link works for one day. If you did not register with CitizenBonds, do nothing: without this step
            nobody can use the account.
            """),
        ("メールアドレスの確認", $"""
            {user.DisplayName} 様

            次のリンクを開いて、メールアドレスを確認してください。
            {link}

            リンクは1日間有効です。登録した覚えがない場合は、何もする必要はありません。確認されない限り、
            この口座は使えません。
            """));

    public static Letter AlreadyRegistered(PortalUser user, Uri signIn, DateTimeOffset now) => Compose(
        user, "already-registered", now,
        ("You already have an account", $"""
            Hello {user.DisplayName},

            somebody, perhaps you, tried to register with this address. You already have an account; sign in here:
            {signIn}

            If you forgot your password, the same page lets you choose a new one. Nothing was changed.
            """),
        ("すでに口座をお持ちです", $"""
            {user.DisplayName} 様

            このアドレスで新しい登録が試みられました。すでに口座をお持ちですので、こちらからログインしてください。
            {signIn}

            パスワードを忘れた場合は、同じページから再設定できます。変更された内容はありません。
            """));

    public static Letter ResetPassword(PortalUser user, Uri link, DateTimeOffset now) => Compose(
        user, "reset-password", now,
        ("Choose a new password", $"""
            Hello {user.DisplayName},

            open this link to choose a new password:
            {link}

            The link works for one hour and once. If you did not ask for it, do nothing: your password stays as it is.
            """),
        ("パスワードの再設定", $"""
            {user.DisplayName} 様

            次のリンクを開いて、新しいパスワードを設定してください。
            {link}

            リンクは1時間、1回のみ有効です。お心当たりがない場合は、何もする必要はありません。
            """));

    /// <summary>Tells of a key for programs that was made or revoked; one letter for each.</summary>
    public static Letter KeyChanged(PortalUser user, AccountChange change, Guid key) =>
        Told(user, change, $"changed-{change}:{key:N}");

    /// <summary>
    /// Tells of one change. Called after the change is stored: its concurrency stamp tells it from the next.
    /// </summary>
    public static Letter Changed(PortalUser user, AccountChange change) =>
        Told(user, change, $"changed-{change}:{user.Id:N}:{user.ConcurrencyStamp}");

    private static Letter Told(PortalUser user, AccountChange change, string key) => InLanguageOf(
        user, key,
        ("Your sign-in was changed", $"""
            Hello {user.DisplayName},

            {InEnglish(change)}

            If this was not you, choose a new password at once: that signs out every browser.
            """),
        ("ログイン設定が変更されました", $"""
            {user.DisplayName} 様

            {InJapanese(change)}

            お心当たりがない場合は、すぐに新しいパスワードを設定してください。すべての端末からログアウトされます。
            """));

    private static string InEnglish(AccountChange change) => change switch
    {
        AccountChange.Password => "your password was changed.",
        AccountChange.PasskeyAdded => "a passkey was added to your account.",
        AccountChange.PasskeyRemoved => "a passkey was removed from your account.",
        AccountChange.AuthenticatorAdded => "sign-in now asks for a code from your authenticator app.",
        AccountChange.AuthenticatorRemoved => "sign-in no longer asks for a code from an authenticator app.",
        AccountChange.RecoveryCodes => "new recovery codes were made; the old ones no longer work.",
        AccountChange.ApiKeyAdded => "a key was made with which a program can act for you.",
        AccountChange.ApiKeyRevoked => "a key for programs was revoked.",
        _ => throw new System.Diagnostics.UnreachableException(change.ToString()),
    };

    private static string InJapanese(AccountChange change) => change switch
    {
        AccountChange.Password => "パスワードが変更されました。",
        AccountChange.PasskeyAdded => "パスキーが追加されました。",
        AccountChange.PasskeyRemoved => "パスキーが削除されました。",
        AccountChange.AuthenticatorAdded => "ログイン時に認証アプリのコードが必要になりました。",
        AccountChange.AuthenticatorRemoved => "ログイン時に認証アプリのコードが不要になりました。",
        AccountChange.RecoveryCodes => "新しい回復コードが作成されました。以前のコードは使えません。",
        AccountChange.ApiKeyAdded => "プログラムがあなたに代わって操作できるAPIキーが作成されました。",
        AccountChange.ApiKeyRevoked => "APIキーが失効しました。",
        _ => throw new System.Diagnostics.UnreachableException(change.ToString()),
    };

    private static Letter Compose(
        PortalUser user, string kind, DateTimeOffset now,
        (string Subject, string Body) english, (string Subject, string Body) japanese)
    {
        var period = now.UtcTicks / RepeatPause.Ticks;
        var key = string.Create(CultureInfo.InvariantCulture, $"{kind}:{user.Id:N}:{period}");
        return InLanguageOf(user, key, english, japanese);
    }

    private static Letter InLanguageOf(
        PortalUser user, string key, (string Subject, string Body) english, (string Subject, string Body) japanese)
    {
        var (subject, body) = user.Language == "ja" ? japanese : english;
        return new(key, subject, body.ReplaceLineEndings("\n"));
    }
}
