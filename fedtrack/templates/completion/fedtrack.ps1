# What a Tab offers after fedtrack, in PowerShell. In the file $PROFILE:
#     fedtrack completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'fedtrack', 'fedtrack.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        $before = $commandAst.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text }
        $env:_FEDTRACK_COMPLETE = 'powershell'
        $env:_FEDTRACK_WORDS = @($before; "$wordToComplete") -join "`n"
        $lines = @(& $commandAst.GetCommandName() 2>$null)
        if ($lines[0] -eq 'files' -or $lines[0] -eq 'folders') { return }
        if ($lines.Count -lt 2) { return '' }  # with nothing at all PowerShell would offer files
        foreach ($line in $lines[1..($lines.Count - 1)]) {
            $value, $shown, $tip = $line -split "`t", 3
            [System.Management.Automation.CompletionResult]::new($value, $shown, 'ParameterValue', $tip)
        }
    }
    catch { return '' }
    finally {
        Remove-Item Env:_FEDTRACK_COMPLETE, Env:_FEDTRACK_WORDS -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
}
