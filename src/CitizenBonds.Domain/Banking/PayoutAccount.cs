using System.Text;

namespace CitizenBonds.Domain.Banking;

/// <summary>Kinds of account a Japanese bank transfer names; the codes are those of the interbank file.</summary>
public enum PayoutAccountKind
{
    /// <summary>普通.</summary>
    Ordinary = 1,

    /// <summary>当座.</summary>
    Current = 2,

    /// <summary>貯蓄.</summary>
    Savings = 4,
}

/// <summary>Why what was typed is no bank account. When several apply, the first listed is reported.</summary>
public enum PayoutAccountRefusal
{
    /// <summary>Not four digits.</summary>
    BankCodeInvalid = 1,

    /// <summary>Not three digits.</summary>
    BranchCodeInvalid,
    KindUnknown,

    /// <summary>Not one to seven digits, or all zero.</summary>
    NumberInvalid,
    HolderMissing,

    /// <summary>Longer than <see cref="PayoutAccount.HolderLengthMax"/> signs.</summary>
    HolderTooLong,

    /// <summary>Anything but katakana, blanks and the signs a bank prints with a name.</summary>
    HolderNotKatakana,
}

/// <summary>A person's bank account: what a transfer to it names. Personal; whoever keeps it encrypts it.</summary>
public sealed record PayoutAccount
{
    public const int BankCodeDigits = 4;
    public const int BranchCodeDigits = 3;
    public const int NumberDigits = 7;

    /// <summary>Of the account holder's name in the interbank file.</summary>
    public const int HolderLengthMax = 48;

    private const int TypedLengthMax = 200;

    private PayoutAccount(string bankCode, string branchCode, PayoutAccountKind kind, string number, string holder)
    {
        BankCode = bankCode;
        BranchCode = branchCode;
        Kind = kind;
        Number = number;
        Holder = holder;
    }

    public string BankCode { get; }

    public string BranchCode { get; }

    public PayoutAccountKind Kind { get; }

    /// <summary>Seven digits, zeros in front.</summary>
    public string Number { get; }

    /// <summary>Full-width katakana, single blanks between the parts.</summary>
    public string Holder { get; }

    /// <summary>Enough for the owner to know it, and no more: the last three digits.</summary>
    public string MaskedNumber => $"••••{Number[^3..]}";

    /// <summary>The first sign of the holder's name alone.</summary>
    public string MaskedHolder => $"{Holder[0]}••••";

    /// <summary>Reads what was typed, half or full width; a number shorter than seven digits gets its zeros.</summary>
    /// <returns>The account, or the first refusal that applies.</returns>
    public static (PayoutAccount? Account, PayoutAccountRefusal? Refusal) Read(
        string? bankCode, string? branchCode, PayoutAccountKind kind, string? number, string? holder)
    {
        var (bank, branch, digits, name) = (Plain(bankCode), Plain(branchCode), Plain(number), Plain(holder));
        if (!IsDigits(bank, BankCodeDigits, BankCodeDigits)) return (null, PayoutAccountRefusal.BankCodeInvalid);
        if (!IsDigits(branch, BranchCodeDigits, BranchCodeDigits))
            return (null, PayoutAccountRefusal.BranchCodeInvalid);
        if (kind is not (PayoutAccountKind.Ordinary or PayoutAccountKind.Current or PayoutAccountKind.Savings))
            return (null, PayoutAccountRefusal.KindUnknown);
        if (!IsDigits(digits, 1, NumberDigits) || digits.All(sign => sign == '0'))
            return (null, PayoutAccountRefusal.NumberInvalid);
        if (name.Length == 0) return (null, PayoutAccountRefusal.HolderMissing);
        if (name.Length > HolderLengthMax) return (null, PayoutAccountRefusal.HolderTooLong);
        if (!name.All(IsOfAHolder) || !name.Any(IsKatakana)) return (null, PayoutAccountRefusal.HolderNotKatakana);
        return (new(bank, branch, kind, digits.PadLeft(NumberDigits, '0'), name), null);
    }

    /// <summary>Half-width katakana become full-width, full-width digits plain, blanks single.</summary>
    private static string Plain(string? typed)
    {
        if (typed is not { Length: > 0 and <= TypedLengthMax }) return typed is null ? "" : new string('?', 100);
        var joined = string.Concat(typed.EnumerateRunes().Where(rune => rune.Value != 0xFFFD)).Normalize(
            NormalizationForm.FormKC);
        return string.Join(' ', joined.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsDigits(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text.All(char.IsAsciiDigit);

    private static bool IsKatakana(char sign) => sign is >= 'ァ' and <= 'ヶ';

    private static bool IsOfAHolder(char sign) =>
        IsKatakana(sign) || char.IsAsciiDigit(sign) || sign is 'ー' or '・' or ' ' or '(' or ')' or '.' or '-' or '/';
}
