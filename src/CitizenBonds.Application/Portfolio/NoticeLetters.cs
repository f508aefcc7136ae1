using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Disclosure;

namespace CitizenBonds.Application.Portfolio;

/// <summary>
/// A notice as a letter in the person's language. It carries no link, so that a letter with one is known to be false.
/// </summary>
public static class NoticeLetters
{
    public static Letter Of(UnmailedNotice notice)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"notice:{notice.Id}");
        var isJapanese = notice.Language == "ja";
        var body = isJapanese ? BodyInJapanese(notice) : BodyInEnglish(notice);
        return new(key, isJapanese ? Japanese(notice).Subject : English(notice).Subject, body.ReplaceLineEndings("\n"));
    }

    private static string BodyInEnglish(UnmailedNotice notice) => $"""
        Hello {notice.DisplayName},

        {English(notice).Text}{(notice.TitleEn is { } title ? $"\nBond: {title}" : "")}

        Sign in to CitizenBonds and open Notices to see more; this letter contains no link on purpose.{Choice(
            notice, "\nThere you also choose which letters you get.")}
        """;

    private static string BodyInJapanese(UnmailedNotice notice) => $"""
        {notice.DisplayName} 様

        {Japanese(notice).Text}{(notice.TitleJa is { } title ? $"\n債券: {title}" : "")}

        詳しくは、CitizenBonds にログインして「お知らせ」をご覧ください。安全のため、このメールにはリンクがありません。{Choice(
            notice, "\n受け取るメールの種類も、そこで選べます。")}
        """;

    private static string Choice(UnmailedNotice notice, string text) =>
        NoticeRules.IsMoneyCritical(notice.Kind) ? "" : text;

    private static (string Subject, string Text) English(UnmailedNotice notice)
    {
        var (amount, tokens) = ($"¥{Number(notice.Amount)}", Number(notice.Quantity));
        return notice.Kind switch
        {
            NoticeKind.IdentityApproved => ("Your identity is confirmed", "your identity is confirmed."),
            NoticeKind.IdentityRefused => ("Your identity check was refused",
                "your identity check was refused; the reason is on the page of the identity check."),
            NoticeKind.DepositBooked => ("Your deposit has arrived", $"{amount} has been booked to your account."),
            NoticeKind.WithdrawalExecuted => ("Your money was paid out", $"{amount} has been paid out to your bank."),
            NoticeKind.WithdrawalRefused => ("Your withdrawal was refused",
                $"your withdrawal of {amount} was refused; the money is free again."),
            NoticeKind.ApplicationReceived => ("Your application is in",
                $"your application for {tokens} tokens is in; {amount} is held."),
            NoticeKind.ApplicationChanged => ("Your application was changed",
                $"your application was changed to {tokens} tokens; {amount} is held."),
            NoticeKind.ApplicationWithdrawn => ("Your application was withdrawn",
                $"your application was withdrawn; {amount} is free again."),
            NoticeKind.Allotted => ("Tokens were allotted to you", $"{tokens} tokens were allotted to you."),
            NoticeKind.NotAllotted => ("No tokens were allotted to you",
                $"no tokens were allotted to you; {amount} is free again."),
            NoticeKind.CrowdFailed => ("The sale missed its minimum",
                $"the sale missed its minimum; {amount} is free again."),
            NoticeKind.CouponPaid => ("A coupon was paid to you", $"a coupon of {amount} was paid to you."),
            NoticeKind.PaymentDelayed => ("A payment to you is late",
                "a payment to you is late: the issuer's account holds too little. You are paid in full as soon as it "
                + "is funded."),
            NoticeKind.Redeemed => ("Your bond was paid back", $"{amount} was paid back to you."),
            NoticeKind.PayoutAccountChanged => ("Your bank account was registered",
                "the bank account we pay out to was registered or changed. If this was not you, choose a new password "
                + "and write to us at once: a changed account is not paid to for three days."),
            NoticeKind.OrderBought => ("You bought in the market",
                $"you bought {tokens} tokens in the market and paid {amount}."),
            NoticeKind.OrderSold => ("You sold in the market",
                $"you sold {tokens} tokens in the market and were paid {amount}."),
            NoticeKind.OrderExpired => ("An order of yours ended",
                $"an order of yours ended on its last day with {tokens} tokens left."),
            NoticeKind.WalletLinked => ("A wallet was linked to your account",
                "a wallet was linked to your account. If this was not you, choose a new password and write to us at "
                + "once."),
            NoticeKind.WalletUnlinked => ("Your wallet was unlinked", "your wallet was unlinked from your account."),
            NoticeKind.TokensSentToWallet => ("Your tokens are in your wallet",
                $"{tokens} tokens are in your wallet, for good."),
            NoticeKind.TokensBackFromWallet => ("Your tokens are back",
                $"{tokens} tokens came back from your wallet."),
            NoticeKind.TransferToWalletFailed => ("Your tokens could not be sent",
                $"{tokens} tokens could not be sent to your wallet: the contract refused. They are with us again."),
            NoticeKind.CashBackFromWallet => ("Money came back from your wallet",
                $"{amount} came back from your wallet and is on your account."),
            _ => EnglishBeyondBonds(notice, amount, tokens),
        };
    }

    /// <summary>The window, buybacks, mining.</summary>
    private static (string Subject, string Text) EnglishBeyondBonds(
        UnmailedNotice notice, string amount, string tokens) => notice.Kind switch
        {
            NoticeKind.WindowTokensIn => ("The fair-price window took tokens in",
                $"the fair-price window took in {tokens} tokens of yours and paid {amount}."),
            NoticeKind.WindowTokensOut => ("The fair-price window gave tokens out",
                $"the fair-price window gave you {tokens} tokens for {amount}."),
            NoticeKind.BallotOpened => ("A vote on k is open",
                "a vote on k is open. As a registered miner you have one vote on it."),
            NoticeKind.BallotCounted => ("A vote on k was counted",
                "the vote on k was counted; the result is on the page of the fair-price window."),
            NoticeKind.BuybackAnnounced => ("The central bank buys a bond you hold",
                $"the central bank has announced a reverse auction for up to {tokens} tokens of a bond you hold. You "
                + "may offer yours from its page; nothing happens if you do not."),
            NoticeKind.BuybackAccepted => ("The central bank bought your tokens",
                $"the central bank bought {tokens} of the tokens you offered and paid you {amount}."),
            NoticeKind.BuybackNotAccepted => ("Your offer to the central bank was not accepted",
                $"your offer was not accepted; {tokens} tokens are free again."),
            NoticeKind.EventDisclosed => ("The issuer of your bond has disclosed an event",
                "the issuer of your bond has disclosed an event that may bear on its repayment. It is on the page of "
                + "the bond under Disclosures."),
            NoticeKind.CallAnnounced => ("Your mining bond is called",
                $"the treasury will buy your {tokens} tokens at {amount} each. You have 24 hours to take asks out of "
                + "the book; then the bid stands."),
            NoticeKind.CallBuying => ("The bid for your mining bond stands",
                $"you can sell your {tokens} tokens at {amount} each now. What you keep is paid at the same price at "
                + "the end; no coupon follows."),
            NoticeKind.MiningSuspended => ("Coupons of your mining bond are suspended",
                "the Bitcoin chain was replaced further back than the terms allow. Coupons wait until it has been "
                + "checked; what was paid stays paid."),
            NoticeKind.IndexMissing => ("A coupon waits for its index",
                "a payment on an index-linked bond you hold waits for a price of its index. You are paid in full as "
                + "soon as the price is there; who held on the record date is paid."),
            NoticeKind.OptionAnnounced => ("You may sell your bond back",
                $"you may sell your {tokens} tokens back to the issuer, at {amount} a token times the index. The page "
                + "of your index-linked bonds says until when; nothing happens if you do not."),
            NoticeKind.OptionUsed => ("You sell back to the issuer",
                $"{tokens} tokens are set aside to be sold back. You are paid on the day the bond's page names."),
            _ => throw new UnreachableException(notice.Kind.ToString()),
        };

    private static (string Subject, string Text) Japanese(UnmailedNotice notice)
    {
        var (amount, tokens) = ($"{Number(notice.Amount)} 円", Number(notice.Quantity));
        return notice.Kind switch
        {
            NoticeKind.IdentityApproved => ("本人確認が完了しました", "本人確認が完了しました。"),
            NoticeKind.IdentityRefused => ("本人確認は認められませんでした",
                "本人確認は認められませんでした。理由は本人確認のページにあります。"),
            NoticeKind.DepositBooked => ("入金がありました", $"{amount}が入金されました。"),
            NoticeKind.WithdrawalExecuted => ("出金しました", $"{amount}を銀行へ支払いました。"),
            NoticeKind.WithdrawalRefused => ("出金は承認されませんでした",
                $"{amount}の出金は承認されませんでした。お金は再び使えます。"),
            NoticeKind.ApplicationReceived => ("申し込みを受け付けました",
                $"{tokens}トークンの申し込みを受け付け、{amount}を取り置きました。"),
            NoticeKind.ApplicationChanged => ("申し込みを変更しました",
                $"申し込みを{tokens}トークンに変更し、{amount}を取り置きました。"),
            NoticeKind.ApplicationWithdrawn => ("申し込みを取り下げました",
                $"申し込みを取り下げました。{amount}が再び使えます。"),
            NoticeKind.Allotted => ("割当てがありました", $"{tokens}トークンが割り当てられました。"),
            NoticeKind.NotAllotted => ("割当てはありませんでした", $"割当てはありませんでした。{amount}が再び使えます。"),
            NoticeKind.CrowdFailed => ("最低額に達しませんでした", $"最低額に達しなかったため、{amount}をお返ししました。"),
            NoticeKind.CouponPaid => ("利子を支払いました", $"利子{amount}を支払いました。"),
            NoticeKind.PaymentDelayed => ("支払いが遅れています",
                "支払いが遅れています。発行体の口座の残高が足りません。入金され次第、全額を支払います。"),
            NoticeKind.Redeemed => ("償還されました", $"{amount}が償還されました。"),
            NoticeKind.PayoutAccountChanged => ("出金先の口座が登録されました",
                "出金先の銀行口座が登録または変更されました。お心当たりがない場合は、すぐにパスワードを変更し、ご連絡ください。"
                + "変更後の口座への出金は3日間行われません。"),
            NoticeKind.OrderBought => ("市場で購入しました", $"市場で{tokens}トークンを購入し、{amount}を支払いました。"),
            NoticeKind.OrderSold => ("市場で売却しました", $"市場で{tokens}トークンを売却し、{amount}を受け取りました。"),
            NoticeKind.OrderExpired => ("ご注文の期限が来ました", $"ご注文は{tokens}トークンを残して期限を迎えました。"),
            NoticeKind.WalletLinked => ("ウォレットが連携されました",
                "お客様の口座にウォレットが連携されました。お心当たりがない場合は、すぐにパスワードを変更し、ご連絡ください。"),
            NoticeKind.WalletUnlinked => ("ウォレットの連携を解除しました", "お客様の口座とウォレットの連携を解除しました。"),
            NoticeKind.TokensSentToWallet => ("トークンがウォレットに届きました", $"{tokens}トークンがウォレットに届きました。"),
            NoticeKind.TokensBackFromWallet => ("トークンが戻りました", $"ウォレットから{tokens}トークンが戻りました。"),
            NoticeKind.TransferToWalletFailed => ("トークンを送れませんでした",
                $"{tokens}トークンをウォレットに送れませんでした。トークンは口座に戻っています。"),
            NoticeKind.CashBackFromWallet => ("ウォレットから入金がありました", $"ウォレットから{amount}が口座に戻りました。"),
            NoticeKind.WindowTokensIn => ("公正価格の窓口がトークンを受け入れました",
                $"公正価格の窓口が{tokens}トークンを受け入れ、{amount}を支払いました。"),
            NoticeKind.WindowTokensOut => ("公正価格の窓口からトークンを受け取りました",
                $"公正価格の窓口で{amount}を支払い、{tokens}トークンを受け取りました。"),
            NoticeKind.BallotOpened => ("kの投票が始まりました",
                "kの投票が始まりました。登録された採掘者は一度だけ投票できます。"),
            NoticeKind.BallotCounted => ("kの投票を集計しました",
                "kの投票を集計しました。結果は公正価格の窓口のページにあります。"),
            NoticeKind.BuybackAnnounced => ("お持ちの債券の買入れがあります",
                $"お持ちの債券について、中央銀行が最大{tokens}トークンの買入れ入札を公表しました。債券のページから売却を"
                + "申し出ることができます。何もしなければ何も変わりません。"),
            NoticeKind.BuybackAccepted => ("中央銀行が買い入れました",
                $"申し出のうち{tokens}トークンを中央銀行が買い入れ、{amount}をお支払いしました。"),
            NoticeKind.BuybackNotAccepted => ("申し出は受け入れられませんでした",
                $"申し出は受け入れられませんでした。{tokens}トークンは再び使えます。"),
            NoticeKind.EventDisclosed => ("お持ちの債券の発行体が開示を行いました",
                "お持ちの債券の発行体が、返済にかかわりうる出来事を開示しました。債券のページの「開示」でお読みいただけます。"),
            NoticeKind.CallAnnounced => ("マイニング債の買い取りが公告されました",
                $"財務当局が、お持ちの{tokens}トークンを1つ{amount}で買い取ります。24時間以内は売り注文を取り消せます。"
                + "その後、買い注文が出ます。"),
            NoticeKind.CallBuying => ("マイニング債の買い注文が出ました",
                $"お持ちの{tokens}トークンを1つ{amount}で売れます。残りは期間の終わりに同じ価格で支払われます。利子は終わりました。"),
            NoticeKind.MiningSuspended => ("マイニング債の利子を停止しています",
                "ビットコインのチェーンが条件より深く入れ替わりました。確認が済むまで利子を待ちます。支払い済みの分は変わりません。"),
            NoticeKind.IndexMissing => ("利息が指数を待っています", "指数連動債の支払いは指数の価格を待っています。届き次第、基準日の保有者へ全額をお支払いします。"),
            NoticeKind.OptionAnnounced => ("債券を発行体に売り戻せます",
                $"お持ちの{tokens}トークンを、1つ{amount}に指数を掛けた価格で売り戻せます。期限は指数連動債のページにあります。"),
            NoticeKind.OptionUsed => ("発行体への売り戻し", $"売り戻しのため{tokens}トークンを取り置きました。債券のページにある日にお支払いします。"),
            _ => throw new UnreachableException(notice.Kind.ToString()),
        };
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
