using Microsoft.AspNetCore.Http;

namespace OrgWork.Kernel;

/// <summary>What was typed into a register's form: the texts as typed, the values they mean, and what is wrong with them.</summary>
public sealed class RegisterForm
{
    /// <summary>What is typed to take a sensitive item away, since leaving it empty leaves it alone.</summary>
    public const string Nothing = "无";

    /// <summary>What stood there was never true: the change counts from the beginning of the present period.</summary>
    public const string Correction = "correction";
    /// <summary>The names under which a form says from which day it counts.</summary>
    public const string EffectiveOn = "effective_on", EffectiveKind = "effective_kind";

    readonly Dictionary<string, string> typed = [];
    readonly Dictionary<string, object?> values = [];
    readonly Dictionary<string, string> errors = [];

    /// <summary>By column, as the table takes them. Only what was posted and is right.</summary>
    public IReadOnlyDictionary<string, object?> Values => values;
    /// <summary>By column, in words for the screen.</summary>
    public IReadOnlyDictionary<string, string> Errors => errors;
    public bool IsValid => errors.Count == 0;
    /// <summary>A whole identity number that was typed; the form never shows the stored one.</summary>
    public IdentityNumber? Identity { get; private set; }

    /// <summary>From which day what was typed counts, as the database takes it: a day, <see cref="Correction"/>, or nothing for today.</summary>
    public string? Effective { get; private set; }
    public string TypedEffective { get; private set; } = "";
    public bool IsCorrection => Effective == Correction;

    public string Typed(Field field) => typed.GetValueOrDefault(field.Column, "");
    public void Fail(string column, string reason) => errors[column] = reason;

    /// <summary>As if this value had been typed. Of a sensitive item nothing is: it stays as it is stored.</summary>
    public void Put(Field field, object? value)
    {
        errors.Remove(field.Column);
        typed[field.Column] = field.IsSensitive ? "" : FieldText.Input(field, value);
        if (!field.IsSensitive) values[field.Column] = value;
        else values.Remove(field.Column);
        if (field.Kind == FieldKind.Identity) Identity = null;
    }

    /// <summary>An empty form with the defaults, or with what an address gives.</summary>
    public static RegisterForm New(Register register, IQueryCollection? given = null)
    {
        var form = new RegisterForm();
        foreach (var field in register.TypedFields) form.typed[field.Column] = given?[field.Column].ToString() is { Length: > 0 } text ? text : field.Default ?? "";
        return form;
    }

    /// <summary>A form filled from a record. Sensitive items stay out of it: they are looked at for a purpose, on the record.</summary>
    public static RegisterForm Of(Register register, IReadOnlyDictionary<string, object?> record)
    {
        var form = new RegisterForm();
        foreach (var field in register.TypedFields)
            form.typed[field.Column] = field.IsSensitive ? "" : FieldText.Input(field, record.GetValueOrDefault(field.Column));
        return form;
    }

    /// <param name="only">the one field that is asked for; none for all that were posted</param>
    public static RegisterForm Read(Register register, IFormCollection posted, DateOnly today, Field? only = null)
    {
        var form = new RegisterForm();
        foreach (var field in register.TypedFields)
        {
            if (only is not null && field != only || !posted.TryGetValue(field.Column, out var sent)) continue;
            var text = (field.Kind == FieldKind.Flag ? sent[^1] : sent.ToString())?.Trim() ?? "";
            form.typed[field.Column] = text;
            if (form.Parse(field, text, today, register.IsPerson) is { } fault) form.errors[field.Column] = fault;
        }
        if (register.KeepsHistory) form.ReadEffective(posted[EffectiveOn].ToString().Trim(), posted[EffectiveKind].ToString(), today);
        return form;
    }

    void ReadEffective(string day, string kind, DateOnly today)
    {
        TypedEffective = day;
        if (kind == Correction) Effective = Correction;
        else if (day == "") return;
        else if (!Dates.TryParse(day, out var on, out var fault)) errors[EffectiveOn] = fault;
        else if (on > today) errors[EffectiveOn] = "生效日期晚于今天，请到那天再办";
        else Effective = AsOf.Format(on);
    }

    /// <returns>what is wrong, or null</returns>
    string? Parse(Field field, string text, DateOnly today, bool isPerson)
    {
        if (text == "")
        {
            // Left empty, a sensitive item is as it was.
            if (field.IsSensitive) return null;
            values[field.Column] = null;
            return field.IsRequired ? $"请填写{field.Label}" : null;
        }
        if (field.IsSensitive && field.Kind != FieldKind.Identity && text == Nothing)
        {
            values[field.Column] = null;
            return null;
        }
        if (field.Spelling is { } spelling) text = spelling(text);
        if (text.Length > (field.MaxLength ?? 200)) return $"{field.Label}不超过 {field.MaxLength ?? 200} 字，现有 {text.Length} 字";
        switch (field.Kind)
        {
            case FieldKind.Text or FieldKind.Name or FieldKind.LongText:
                if (text.Any(c => char.IsControl(c) && (field.Kind != FieldKind.LongText || c is not ('\r' or '\n' or '\t')))) return $"{field.Label}里有看不见的控制字符，请重新输入";
                if (isPerson && field.Kind == FieldKind.Name && PersonName.Fault(text) is { } strange) return strange;
                values[field.Column] = text;
                return null;
            case FieldKind.Phone:
                if (text.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '-' or '+' or '(' or ')' or '（' or '）'))) return $"{field.Label}只写数字和横线，填的是“{text}”";
                if (field.Canonical(text) is { Length: < 5 or > 20 }) return $"{field.Label}应为 5 至 20 位数字，请核对";
                values[field.Column] = text;
                return null;
            case FieldKind.Code:
                if (!field.Codes!.Has(text)) return $"{field.Label}没有“{text}”这一项，请从列表里选";
                values[field.Column] = text;
                return null;
            case FieldKind.Flag:
                if (text is not ("1" or "0")) return $"{field.Label}请选是或否，填的是“{text}”";
                values[field.Column] = text == "1";
                return null;
            case FieldKind.Number:
                var number = FieldText.Number(field, text);
                if (FieldText.NumberFault(field, number, text) is { } notIt) return notIt;
                values[field.Column] = number;
                return null;
            case FieldKind.Date:
                if (!Dates.TryParse(text, out var day, out var dayFault)) return dayFault;
                if (field.NotInFuture && day > today) return $"{field.Label}晚于今天，请核对";
                values[field.Column] = day;
                return null;
            case FieldKind.Month:
                if (!Month.TryParse(text, out var month, out var monthFault, orFullDate: true)) return monthFault;
                if (field.NotInFuture && month.First > today) return $"{field.Label}晚于今天，请核对";
                values[field.Column] = month.First;
                return null;
            case FieldKind.Row or FieldKind.Unit:
                if (!Guid.TryParse(text, out var id)) return $"{field.Label}请从候选里选";
                values[field.Column] = id;
                return null;
            case FieldKind.Identity:
                if (!IdentityNumber.TryParse(text, out var identity, out var identityFault)) return identityFault;
                Identity = identity;
                return null;
            default:
                throw new InvalidOperationException($"No form for {field.Kind}.");
        }
    }
}
