@echo off
setlocal
title OIT checker
chcp 65001 >nul
set "OIT_EXIT=1"
pushd "%~dp0" || goto nofolder
if not exist "src\launch\start.mjs" goto unzip
where node >nul 2>nul || goto nonode
call node -e "process.exit(parseInt(process.versions.node,10)>=18?0:1)" || goto nonode
call node "src\launch\start.mjs" --ask --open
set "OIT_EXIT=%ERRORLEVEL%"
goto end
:nonode
set "OIT_EXIT=2"
echo Node.js was not found, or it is older than version 18.
echo Install Node.js 24 LTS from https://nodejs.org and double-click this file again.
echo.
if exist "src\launch\need-node.txt" type "src\launch\need-node.txt"
goto end
:unzip
echo This file was opened alone, perhaps from inside a zip file.
echo Extract the whole zip to a folder first, then double-click it there.
goto end
:nofolder
echo The folder of this file cannot be opened.
echo Copy the whole folder to this computer, for example to Documents.
goto finish
:end
popd
:finish
echo.
pause
endlocal & exit /b %OIT_EXIT%
