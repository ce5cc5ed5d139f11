using System.Globalization;
using OrgWork.Host;

CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
var asked = Commands.Root().Parse(args);
// What the library says itself (help, faults in what was typed) goes through our words.
using var said = new StringWriter();
using var wrong = new StringWriter();
// Told to end, a command ends in order, however long its database takes for the last checkpoint; the library's own two seconds would leave it running.
var code = await asked.InvokeAsync(new() { Output = said, Error = wrong, ProcessTerminationTimeout = TimeSpan.FromHours(1) });
Console.Out.Write(Words.In(said.ToString()));
Console.Error.Write(Words.In(wrong.ToString()));
return asked.Errors.Count > 0 ? 2 : code;
